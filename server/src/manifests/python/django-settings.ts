/** The literal settings of a Django settings module that determine where `collectstatic` writes. */
export interface DjangoSettings {
  /** One entry per assignment of STATIC_ROOT; undefined for a computed value. */
  readonly staticRoots: readonly (StaticRoot | undefined)[];
  /** The number of folders between the module and BASE_DIR; undefined if the module does not compute it from its own path. */
  readonly baseDirLevels: number | undefined;
}

/** `path`: as written, relative to the working directory or to BASE_DIR. */
export interface StaticRoot {
  readonly path: string;
  readonly belowBaseDir: boolean;
}

/** The expressions for a path below BASE_DIR, up to the quote before it. */
const baseDirPath =
  /^(?:os\.path\.join\(\s*(?:str\()?BASE_DIR\)?\s*,|str\(\s*BASE_DIR\s*\/|BASE_DIR\s*\/|BASE_DIR\.joinpath\()\s*["']([^"'/][^"']*)["']/;

/** Whether a file can be a settings module, judged by its path: `shop/settings.py`, `shop/settings/production.py`. */
export function isDjangoSettings(path: string): boolean {
  return /settings[\w-]*\.py$|settings\/\w+\.py$/.test(path);
}

/** https://docs.djangoproject.com/en/stable/ref/settings/#static-root */
export function readDjangoSettings(text: string): DjangoSettings {
  const values = [...text.matchAll(/^[^\S\n]*STATIC_ROOT\s*=\s*(.+)$/gm)].map(([, value]) => value!.trim());
  return { staticRoots: values.map(staticRootOf), baseDirLevels: levelsAbove(/^[^\S\n]*BASE_DIR\s*=\s*(.+)$/m.exec(text)?.[1]) };
}

function staticRootOf(value: string): StaticRoot | undefined {
  const literal = /^["']([^"']+)["']\s*(?:#.*)?$/.exec(value)?.[1];
  if (literal !== undefined) return { path: literal, belowBaseDir: false };
  const path = baseDirPath.exec(value)?.[1];
  return path === undefined ? undefined : { path, belowBaseDir: true };
}

/** The number of folders that an expression with `__file__` goes up. */
function levelsAbove(expression: string | undefined): number | undefined {
  if (!expression?.includes('__file__')) return undefined;
  const nth = /\.parents\[(\d)\]/.exec(expression)?.[1];
  const levels = nth === undefined ? (expression.match(/\.parent\b|\bdirname\(/g)?.length ?? 0) : Number(nth) + 1;
  return levels === 0 ? undefined : levels;
}
