// Reads Debian's package index, as far as sizes of installs need it. https://wiki.debian.org/DebianRepository/Format

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {number} kib Installed-Size
 * @property {string[][]} depends groups of alternatives, Pre-Depends first
 * @property {string[][]} recommends
 * @property {string[]} provides
 * @property {string} priority
 * @property {string} section
 * @property {boolean} essential
 */

/** Reads one or more concatenated Packages files; of two versions of a package, the higher one counts. */
export function readIndex(text) {
  const index = new Map();
  for (const paragraph of text.split(/\n{2,}/)) {
    const fields = Object.fromEntries(paragraph.split('\n').map((line) => /^([\w-]+): (.*)$/.exec(line)?.slice(1, 3) ?? ['', '']));
    if (!fields.Package) continue;
    const other = index.get(fields.Package);
    if (other && compareVersions(other.version, fields.Version) >= 0) continue;
    index.set(fields.Package, {
      name: fields.Package,
      version: fields.Version,
      kib: Number(fields['Installed-Size'] ?? 0),
      depends: [...groups(fields['Pre-Depends']), ...groups(fields.Depends)],
      recommends: groups(fields.Recommends),
      provides: groups(fields.Provides).flat(),
      priority: fields.Priority,
      section: fields.Section.replace(/.*\//, ''),
      essential: fields.Essential === 'yes',
    });
  }
  return index;
}

/** The packages that provide a virtual name, in apt's order of preference: by priority, then by name. */
export function providersOf(index) {
  const order = ['required', 'important', 'standard', 'optional', 'extra'];
  const providers = new Map();
  for (const found of index.values()) {
    for (const name of found.provides) providers.set(name, [...(providers.get(name) ?? []), found]);
  }
  for (const list of providers.values()) {
    list.sort((a, b) => order.indexOf(a.priority) - order.indexOf(b.priority) || (a.name < b.name ? -1 : 1));
  }
  return providers;
}

/**
 * The packages that `debootstrap --variant=minbase` installs, which is the base of the official images: essential and required packages,
 * apt, and their dependencies. usrmerge is required too, but debootstrap merges /usr itself. (Same result as `debootstrap
 * --print-debs` for bullseye, bookworm and trixie.)
 */
export function bareBase(index, providers) {
  const base = new Set(['apt']);
  for (const found of index.values()) {
    if ((found.essential || found.priority === 'required') && found.name !== 'usrmerge') base.add(found.name);
  }
  for (const name of base) {
    for (const group of index.get(name).depends) {
      if (group.some((one) => isSatisfied(one, base, providers))) continue;
      const next = group.find((one) => index.has(one) && one !== 'usrmerge') ?? providers.get(group[0])?.[0].name;
      if (next) base.add(next);
    }
  }
  return base;
}

/** Whether a package, real or virtual, is installed. */
export function isSatisfied(name, installed, providers) {
  return installed.has(name) || (providers.get(name) ?? []).some((found) => installed.has(found.name));
}

/** `a | b (>= 1) [amd64], c:any` as [[a, b], [c]]. */
function groups(field) {
  if (!field) return [];
  return field.split(',').map((group) => group.split('|').map((one) => one.trim().replace(/[\s:([].*$/, '')));
}

/** Compares versions like dpkg. https://www.debian.org/doc/debian-policy/ch-controlfields.html#version */
function compareVersions(a, b) {
  const cut = (version) => (/^(?:(\d+):)?(.*?)(?:-([^-]*))?$/.exec(version) ?? []).slice(1).map((part) => part ?? '');
  const [[epochA, ...restA], [epochB, ...restB]] = [cut(a), cut(b)];
  return Number(epochA) - Number(epochB) || comparePart(restA[0], restB[0]) || comparePart(restA[1], restB[1]);
}

function comparePart(a, b) {
  const pieces = (part) => part.match(/\d+|\D+/g) ?? [];
  const [left, right] = [a, b].map((part) => (/^\d/.test(part) ? ['', ...pieces(part)] : pieces(part)));
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = i % 2 === 0 ? compareText(left[i] ?? '', right[i] ?? '') : Number(left[i] ?? 0) - Number(right[i] ?? 0);
    if (difference) return difference;
  }
  return 0;
}

/** Letters come before all other characters, `~` comes even before the end. */
function compareText(a, b) {
  const weight = (sign) =>
    sign === undefined ? 0 : sign === '~' ? -1 : /[A-Za-z]/.test(sign) ? sign.charCodeAt(0) : sign.charCodeAt(0) + 256;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = weight(a[i]) - weight(b[i]);
    if (difference) return difference;
  }
  return 0;
}
