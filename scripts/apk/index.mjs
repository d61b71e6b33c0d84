// Reads indexes of Alpine repositories, as far as sizes of installs need them. https://wiki.alpinelinux.org/wiki/Apk_spec

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version without the release number of the package
 * @property {number} bytes of the I: field
 * @property {string[]} depends names, also of the forms `so:libz.so.1` and `cmd:node`, without versions and conflicts
 * @property {string[]} provides
 * @property {string[]} installIf it is installed if all of these are
 * @property {number} priority among the providers of a name
 */

/**
 * @param {string} text one APKINDEX, or several, of which the first has precedence
 * @returns {Map<string, Package>}
 */
export function readIndex(text) {
  const index = new Map();
  for (const paragraph of text.trim().split(/\n{2,}/)) {
    const field = (letter) => new RegExp(`^${letter}:(.*)$`, 'm').exec(paragraph)?.[1] ?? '';
    const names = (letter) => field(letter).split(' ').filter((word) => word && !word.startsWith('!')).map((word) => word.replace(/[<>=~].*$/, '')); // prettier-ignore
    const name = field('P');
    if (index.has(name)) continue;
    index.set(name, {
      name,
      version: field('V').replace(/-r\d+$/, ''),
      bytes: Number(field('I')),
      depends: [...new Set(names('D'))],
      provides: names('p'),
      installIf: names('i'),
      priority: Number(field('k') || 0),
    });
  }
  return index;
}

/** The packages that provide a name, those with the highest priority first, and of these the one with the shortest name. */
export function providersOf(index) {
  const providers = new Map();
  for (const found of index.values()) for (const name of found.provides) providers.set(name, [...(providers.get(name) ?? []), found]);
  for (const list of providers.values()) {
    list.sort((a, b) => b.priority - a.priority || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  }
  return providers;
}

/** What the image of Alpine contains, by the names that its build installs. https://github.com/alpinelinux/docker-alpine */
export function baseOf(index, providers) {
  const base = new Set(
    ['alpine-baselayout', 'alpine-keys', 'apk-tools', 'busybox', 'libc-utils', 'alpine-release'].filter((name) => index.has(name)),
  );
  for (const name of base) {
    const found = index.get(name);
    for (const need of found.depends) {
      const options = index.has(need) ? [index.get(need)] : (providers.get(need) ?? []);
      if (options.length > 0 && !options.some((one) => base.has(one.name))) base.add(options[0].name);
    }
    for (const one of index.values()) {
      if (one.installIf.length > 0 && one.installIf.includes(name) && one.installIf.every((need) => base.has(need))) base.add(one.name);
    }
  }
  return base;
}
