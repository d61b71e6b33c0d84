import { absolutePath, isWithin } from '../../../base/paths.ts';
import { isApplicationFolder } from '../../core/system-folders.ts';
import { message } from '../../../base/message.ts';
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
  const settings = (files ?? []).filter(({ path }) => /settings[\w-]*\.py$|settings\/\w+\.py$/.test(path));
  const folders = settings.flatMap(({ path, target }) => {
    const text = context.text(path) ?? '';
    const values = [...text.matchAll(/^[^\S\n]*STATIC_ROOT\s*=\s*(.+)$/gm)].map(([, value]) => value!.trim());
    const base = /^[^\S\n]*BASE_DIR\s*=\s*(.+)$/m.exec(text)?.[1];
    return values.map((value) => folderOf(value, projectFolder, base === undefined ? undefined : aboveFile(base, target)));
  });
  if (folders.length === 0 || folders.includes(undefined)) {
    return refuse(message('Where Django collects the static files (STATIC_ROOT) is not known.'), [
      message('Write STATIC_ROOT in settings.py as a path below BASE_DIR, beside where BASE_DIR is set.'),
    ]);
  }
  const elsewhere = folders.filter((folder): folder is string => folder !== undefined && !isWithin(projectFolder, folder));
  return [...new Set(elsewhere)];
}

/** The folder that a value of STATIC_ROOT names; undefined when it is not known or is a folder of the system. */
function folderOf(value: string, project: string, base: string | undefined): string | undefined {
  const literal = /^["']([^"']+)["']\s*(?:#.*)?$/.exec(value)?.[1];
  const below =
    /^(?:os\.path\.join\(\s*(?:str\()?BASE_DIR\)?\s*,|str\(\s*BASE_DIR\s*\/|BASE_DIR\s*\/|BASE_DIR\.joinpath\()\s*["']([^"'/][^"']*)["']/.exec(
      value,
    )?.[1];
  const folder = literal === undefined ? base && below && absolutePath(base, below) : absolutePath(project, literal);
  return folder && isApplicationFolder(folder) ? folder : undefined;
}

/** The folder that an expression with `__file__` names, some levels above the file; undefined for other expressions. */
function aboveFile(expression: string, file: string): string | undefined {
  if (!expression.includes('__file__')) return undefined;
  const nth = /\.parents\[(\d)\]/.exec(expression)?.[1];
  const ups = nth === undefined ? (expression.match(/\.parent\b|\bdirname\(/g)?.length ?? 0) : Number(nth) + 1;
  return ups === 0 ? undefined : absolutePath(file, '../'.repeat(ups));
}
