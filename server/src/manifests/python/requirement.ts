/** A requirement in pip's syntax. https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export interface Requirement {
  /** The normalized name of PyPI: lower case, with single hyphens. Undefined for a path or URL without a name. */
  readonly name: string | undefined;
  readonly extras: readonly string[];
  /** Version clauses as written, without spaces: `>=1,<2`. */
  readonly specifier: string | undefined;
  /** A URL or path: the text after `name @`, or the whole requirement. */
  readonly source: { readonly kind: 'path' | 'archive' | 'url' | 'git'; readonly written: string } | undefined;
  /** The condition after `;`. */
  readonly marker: string | undefined;
  readonly editable: boolean;
  /** The requirement as written, without comment and options. */
  readonly text: string;
}

const archive = /\.(?:whl|zip|tar|tgz|tbz|txz|tlz|tar\.(?:gz|bz2|xz|lz|lzma))$/i;
const vcs = /^(?:git|hg|svn|bzr)\+/;

/** The normalized name of a package on PyPI. https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Parses a requirement of a file, or an operand of pip. Returns undefined if it is invalid. */
export function readRequirement(text: string, editable = false): Requirement | undefined {
  const [specifier = '', marker] = splitMarker(text.trim());
  const named = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s.exec(specifier);
  const direct = named ? /^@\s*(\S+)$/.exec(named[3]!)?.[1] : undefined;
  const source = sourceOf(direct ?? specifier, direct !== undefined || editable);
  const base = { marker, editable, text: text.trim() };
  if (source && direct === undefined) {
    const egg = /[#&]egg=([\w.-]+)(?:\[([^\]]*)\])?/.exec(specifier);
    const bracket = /\[([^[\]]*)\]$/.exec(specifier)?.[1];
    return {
      ...base,
      name: egg ? normalizeName(egg[1]!) : wheelName(source.written),
      extras: listOf(egg?.[2] ?? bracket),
      specifier: undefined,
      source,
    };
  }
  if (!named || (!source && !/^(?:$|\(?\s*(?:===?|[~<>!]=|[<>]))/.test(named[3]!))) return undefined;
  const clauses = source ? '' : named[3]!.replace(/^\(|\)$/g, '').replace(/\s+/g, '');
  return { ...base, name: normalizeName(named[1]!), extras: listOf(named[2]), specifier: clauses || undefined, source };
}

/** Before the marker of a URL there must be a space, because a semicolon can be part of the URL. */
function splitMarker(text: string): readonly [string, string | undefined] {
  const isAddress = /:\/\/|^\S+\s*@\s*\S/.test(text.split(';')[0]!);
  const [whole, before, marker] = (isAddress ? /^(.*?)\s+;\s*(.*)$/s : /^([^;]*);\s*(.*)$/s).exec(text) ?? [];
  return whole === undefined ? [text, undefined] : [before!.trim(), marker!.trim()];
}

function sourceOf(written: string, direct: boolean): Requirement['source'] {
  if (vcs.test(written)) return { kind: 'git', written };
  if (/^file:/i.test(written)) {
    const path = written.replace(/^file:(?:\/\/(?:localhost)?(?=\/|\$))?/i, '').replace(/[#?].*$/, '');
    return { kind: archive.test(path) ? 'archive' : 'path', written: path };
  }
  if (/^[a-z][\w+.-]*:\/\//i.test(written)) return { kind: 'url', written };
  const path = written.replace(/\[[^[\]]*\]$/, '').replace(/#.*$/, '');
  if (archive.test(path)) return { kind: 'archive', written: path };
  return direct || path.includes('/') || /^\.{1,2}$/.test(path) ? { kind: 'path', written: path } : undefined;
}

/** `psycopg2-2.9.9-cp312-cp312-manylinux.whl`, `flask-3.0.tar.gz`. */
function wheelName(path: string): string | undefined {
  const name = /(?:^|\/)([\w.]+?)-\d[^/]*\.(?:whl|zip|tar\.\w+|tgz)$/i.exec(path)?.[1];
  return name && normalizeName(name);
}

function listOf(text = ''): readonly string[] {
  return text.split(',').map((one) => normalizeName(one.trim())).filter((one) => one !== ''); // prettier-ignore
}

/** Comparisons that are never true on Linux. */
const neverOnLinux =
  /\b(?:sys_platform\s*==\s*["'](?:win32|cygwin|darwin)["']|platform_system\s*==\s*["'](?:Windows|Darwin)["']|os_name\s*==\s*["']nt["'])/;
const excludesLinux = /\b(?:sys_platform\s*!=\s*["']linux["']|platform_system\s*!=\s*["']Linux["']|os_name\s*!=\s*["']posix["'])/;

/** Whether a marker can be true on Linux. Returns false only if it is certain, for conditions that are all joined by `and`. */
export function mayApplyOnLinux(marker: string | undefined): boolean {
  return marker === undefined || /\bor\b/.test(marker) || !(neverOnLinux.test(marker) || excludesLinux.test(marker));
}
