import { crateRequirements } from '../../../knowledge/native-dependencies.ts';
import type { NativeRequirements } from '../../../knowledge/native-dependencies.ts';
import { buildsIn } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { copiedManifests, copiedProject } from '../../evidence/copied-manifests.ts';

/**
 * The libraries that the programs load. The slim and Alpine images have no development packages: there, only those that the file itself
 * installs count. Without Cargo.lock, only the direct dependencies are known, and OpenSSL may be among the others.
 */
export function rustNeeds(project: Project): readonly NativeRequirements[] {
  if (/slim|alpine/.test(project.stage.image?.tag ?? '')) return [];
  const openssl = crateRequirements('openssl-sys')!;
  if (!copiedManifests(project)) return [openssl];
  const folders = buildsIn(project).flatMap(({ stack, folder }) => (stack === 'rust' && folder !== undefined ? [folder] : []));
  return folders.flatMap((folder) => {
    const found = copiedProject(project, 'cargo', folder);
    const locked = found?.locked() ?? [];
    if (locked.length > 0) return locked.flatMap(({ name }) => crateRequirements(name) ?? []);
    return [openssl, ...(found?.dependencies ?? []).flatMap(({ name, extras }) => crateRequirements(name, extras) ?? [])];
  });
}
