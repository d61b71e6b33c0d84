import { absolutePath, isWithin } from '../../../base/paths.ts';
import { isApplicationFolder } from '../../core/image-folders.ts';
import { message } from '../../../base/message.ts';
import { isDjangoSettings, readDjangoSettings } from '../../../manifests/python/django-settings.ts';
import type { StaticRoot } from '../../../manifests/python/django-settings.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { buildsIn } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';

/**
 * The folders that `manage.py collectstatic` fills, without those below the project's own folder, which is copied anyway. Refuses when they
 * cannot be read from the settings. https://docs.djangoproject.com/en/stable/ref/settings/#static-root
 */
export function collectedFolders(project: Project): readonly string[] | Refusal {
  const { files, context } = project;
  const projectFolder = buildsIn(project).find(({ role, program }) => role === 'other' && program === 'collectstatic')?.folder;
  if (projectFolder === undefined) return [];
  const folders = (files ?? [])
    .filter(({ path }) => isDjangoSettings(path))
    .flatMap(({ path, target }) => {
      const { staticRoots, baseDirLevels } = readDjangoSettings(context.text(path) ?? '');
      const base = baseDirLevels === undefined ? undefined : absolutePath(target, '../'.repeat(baseDirLevels));
      return staticRoots.map((root) => root && folderOf(root, projectFolder, base));
    });
  if (folders.length === 0 || folders.includes(undefined)) {
    return refuse(message('The folder where Django collects static files (STATIC_ROOT) is unknown.'), [
      message('Set STATIC_ROOT in settings.py to a path below BASE_DIR, in the same file as BASE_DIR.'),
    ]);
  }
  const elsewhere = folders.filter((folder): folder is string => folder !== undefined && !isWithin(projectFolder, folder));
  return [...new Set(elsewhere)];
}

/** The absolute folder; undefined when it is not known or is a folder of the system. */
function folderOf({ path, belowBaseDir }: StaticRoot, projectFolder: string, base: string | undefined): string | undefined {
  const parent = belowBaseDir ? base : projectFolder;
  const folder = parent === undefined ? undefined : absolutePath(parent, path);
  return folder !== undefined && isApplicationFolder(folder) ? folder : undefined;
}
