/**
 * Folders that belong to the system: copying one of them whole would copy the build's tools along. Anything else may be an
 * application's own folder.
 */
const systemFolders =
  /^\/(?:|bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|sys|tmp|usr|var|go|go\/bin|usr\/(?:bin|lib|local|sbin|share)|usr\/local\/(?:bin|lib|sbin|share)|var\/(?:cache|lib|log|run|tmp))$/;

/** Whether an absolute path is a folder that can be copied whole. */
export function isApplicationFolder(path: string): boolean {
  return !systemFolders.test(path);
}
