import { absolutePath, isWithin } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import type { BuildOf } from '../../core/actions.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { inPlace } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import { isApplicationFolder } from '../../core/system-folders.ts';
import type { Project } from '../../core/recipe.ts';
import { buildsOf } from '../../core/steps.ts';

/**
 * Where `manage.py collectstatic` collects, beside the project's own folder, which is copied anyhow. Refuses where the settings do not
 * say it in a way that can be read. https://docs.djangoproject.com/en/stable/ref/settings/#static-root
 */
export function collectedCopies({ steps, files, build }: Project): readonly StageCopy[] | Refusal {
  const collects = steps.flatMap(buildsOf).find((one): one is BuildOf<'tool'> => one.what === 'tool' && one.program === 'collectstatic');
  if (!collects) return [];
  const settings = (files ?? []).filter(({ path }) => /settings[\w-]*\.py$|settings\/\w+\.py$/.test(path));
  const folders = settings.flatMap(({ path, target }) => {
    const text = build.text(path) ?? '';
    const values = [...text.matchAll(/^[^\S\n]*STATIC_ROOT\s*=\s*(.+)$/gm)].map(([, value]) => value!.trim());
    const base = /^[^\S\n]*BASE_DIR\s*=\s*(.+)$/m.exec(text)?.[1];
    return values.map((value) => folderOf(value, collects.folder, base === undefined ? undefined : aboveFile(base, target)));
  });
  if (folders.length === 0 || folders.includes(undefined)) {
    return refuse(message('Where Django collects the static files (STATIC_ROOT) is not known.'), [
      message('Write STATIC_ROOT in settings.py as a path below BASE_DIR, beside where BASE_DIR is set.'),
    ]);
  }
  const elsewhere = folders.filter((folder): folder is string => folder !== undefined && !isWithin(collects.folder, folder));
  return [...new Set(elsewhere)].map((folder) => inPlace(folder, true));
}

/** The folder that a value of STATIC_ROOT names; undefined where it is not known, or where it is no folder to copy. */
function folderOf(value: string, project: string, base: string | undefined): string | undefined {
  const literal = /^["']([^"']+)["']\s*(?:#.*)?$/.exec(value)?.[1];
  const below =
    /^(?:os\.path\.join\(\s*(?:str\()?BASE_DIR\)?\s*,|str\(\s*BASE_DIR\s*\/|BASE_DIR\s*\/|BASE_DIR\.joinpath\()\s*["']([^"'/][^"']*)["']/.exec(
      value,
    )?.[1];
  const folder = literal === undefined ? base && below && absolutePath(base, below) : absolutePath(project, literal);
  return folder && isApplicationFolder(folder) ? folder : undefined;
}

/** The folder that an expression with `__file__` names: so many folders above the file. Undefined where it is none. */
function aboveFile(expression: string, file: string): string | undefined {
  if (!expression.includes('__file__')) return undefined;
  const nth = /\.parents\[(\d)\]/.exec(expression)?.[1];
  const ups = nth === undefined ? (expression.match(/\.parent\b|\bdirname\(/g)?.length ?? 0) : Number(nth) + 1;
  return ups === 0 ? undefined : absolutePath(file, '../'.repeat(ups));
}
