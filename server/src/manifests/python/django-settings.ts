/** What a settings module of Django says about where `collectstatic` collects, as far as it is written out. */
export interface DjangoSettings {
  /** One for each place that sets STATIC_ROOT; undefined for a value that only running the program tells. */
  readonly staticRoots: readonly (StaticRoot | undefined)[];
  /** How many folders above the module BASE_DIR is; undefined where the module does not set it by its own path. */
  readonly baseDirLevels: number | undefined;
}

/** `path`: as written, relative to the working directory, or below BASE_DIR. */
export interface StaticRoot {
  readonly path: string;
  readonly belowBaseDir: boolean;
}

/** The ways to write a path below BASE_DIR, up to the quote before it. */
const belowBase =
  /^(?:os\.path\.join\(\s*(?:str\()?BASE_DIR\)?\s*,|str\(\s*BASE_DIR\s*\/|BASE_DIR\s*\/|BASE_DIR\.joinpath\()\s*["']([^"'/][^"']*)["']/;

/** Whether a file may be a settings module, by its path: `shop/settings.py`, `shop/settings/production.py`. */
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
  const path = belowBase.exec(value)?.[1];
  return path === undefined ? undefined : { path, belowBaseDir: true };
}

/** The folders above the module that an expression with `__file__` goes up. */
function levelsAbove(expression: string | undefined): number | undefined {
  if (!expression?.includes('__file__')) return undefined;
  const nth = /\.parents\[(\d)\]/.exec(expression)?.[1];
  const levels = nth === undefined ? (expression.match(/\.parent\b|\bdirname\(/g)?.length ?? 0) : Number(nth) + 1;
  return levels === 0 ? undefined : levels;
}
