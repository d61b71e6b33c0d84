// From readings to one size for each tag.

/**
 * One row for each tag. A size on disk that was read wins, unless it is more than a year older than a download size: that one times the
 * ratio of the same repository and variant.
 * @param {import('./tables.mjs').Reading[]} readings
 * @param {(image: string, tag: string) => string} variantOf
 */
export function sizesOf(readings, variantOf) {
  const tags = new Map();
  for (const row of readings) tags.set(`${row.image}:${row.tag}`, [...(tags.get(`${row.image}:${row.tag}`) ?? []), row]);
  const both = readings.filter(({ onDisk, compressed }) => onDisk && compressed);
  // Tags of one image have one size, also where the page of one of them has none.
  const known = new Map(both.map((row) => [`${row.image} ${row.compressed}`, row.onDisk]));
  return [...tags.values()].flatMap((found) => {
    const rows = found.map((row) => ({ ...row, onDisk: row.onDisk ?? (row.compressed && known.get(`${row.image} ${row.compressed}`)) }));
    const newestFirst = rows.toSorted((a, b) => (a.date < b.date ? 1 : -1));
    const read = newestFirst.find(({ onDisk }) => onDisk);
    const loaded = newestFirst.find(({ compressed }) => compressed);
    const { image, tag } = rows[0];
    const alias = newestFirst.find((row) => row.alias)?.alias;
    if (read && (!loaded || yearsBetween(read.date, loaded.date) < 1)) {
      const near = newestFirst.find(({ compressed, date }) => compressed && Math.abs(yearsBetween(read.date, date)) < 1);
      return [{ image, tag, alias, date: read.date, onDisk: read.onDisk, how: 'read', compressed: near?.compressed, final: read.final }];
    }
    if (!loaded) return [];
    const ratio = ratioFor(both, image, variantOf(image, tag), loaded.date, variantOf);
    const bytes = Math.round(loaded.compressed * ratio.value);
    return [
      { image, tag, alias, date: loaded.date, onDisk: { bytes }, how: ratio.how, compressed: loaded.compressed, final: loaded.final },
    ];
  });
}

/** The median of the five rows of the same repository and variant that are closest in time; else of the repository; else of all. */
export function ratioFor(both, image, variant, date, variantOf) {
  const ofImage = both.filter((row) => row.image === image);
  const ofVariant = ofImage.filter((row) => variantOf(row.image, row.tag) === variant);
  const [rows, how] = ofVariant.length > 0 ? [ofVariant, 'ratio'] : [ofImage.length > 0 ? ofImage : both, 'far ratio'];
  const near = rows
    .toSorted((a, b) => Math.abs(yearsBetween(a.date, date)) - Math.abs(yearsBetween(b.date, date)))
    .slice(0, rows === both ? rows.length : 5);
  const ratios = near.map(({ onDisk, compressed }) => onDisk.bytes / compressed).toSorted((a, b) => a - b);
  return { value: ratios[Math.floor(ratios.length / 2)], how };
}

/** @param {string} a @param {string} b Dates, possibly without day or month. */
export function yearsBetween(a, b) {
  return (Date.parse(b) - Date.parse(a)) / (365.25 * 24 * 3600 * 1000);
}

/**
 * Removes old rows of tags that certainly are another image now: `python:3` of 2020 was 3.9, and `latest` and `alpine` of any image that has newer
 * rows. `node:10` of 2020 stays, because nothing newer has this version.
 */
export function withoutMovedTags(rows, readTag) {
  const parsed = rows.map((row) => ({ row, isName: !/\d/.test(row.tag), version: readTag(row.image, row.tag).version }));
  return rows.filter((row, i) => {
    const { isName, version } = parsed[i];
    const isRelease = isName && version.length > 0 && !/^(?:latest|stable|oldstable|testing|unstable|rolling|devel)/.test(row.tag);
    return !parsed.some(
      (other) =>
        other.row.image === row.image &&
        yearsBetween(row.date, other.row.date) > 1 &&
        ((isName && !isRelease) || (version.length < other.version.length && version.every((part, at) => part === other.version[at]))),
    );
  });
}

/**
 * One row for each image: its tags become the names of one row. A tag that only adds the release says nothing new, and stays only if it is the
 * only one of its variant.
 * @param {(image: string, tag: string) => { version: readonly number[], variant: string }} readTag
 */
export function withNames(rows, readTag) {
  const images = new Map();
  for (const row of rows.toSorted((a, b) => a.tag.length - b.tag.length)) {
    const { variant } = readTag(row.image, row.tag);
    const key = [row.image, variant, row.date, row.onDisk.bytes, row.compressed].join('\t');
    const found = images.get(key) ?? { ...row, names: [], versions: new Set() };
    images.set(key, found);
    for (const name of [row.tag, row.alias].filter(Boolean)) {
      const said = readTag(row.image, name).version.join('.');
      if (name === row.tag && found.versions.has(said) && (said !== '' || row.how !== 'read')) continue;
      if (name !== row.tag && found.names.includes(name)) continue;
      found.versions.add(said);
      found.names.push(name);
    }
  }
  return [...images.values()];
}

/** `74.83` (MB, with its precision), `~212` from the download size, `?212` from it with the ratio of other variants. */
export function formatSize({ onDisk: { bytes, half }, how }) {
  if (how !== 'read') return `${how === 'ratio' ? '~' : '?'}${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)}`;
  return half >= 5e6 && bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(half >= 5e7 ? 1 : 2)}G`
    : (bytes / 1e6).toFixed(half < 6e3 ? 2 : half < 6e4 ? 1 : 0);
}

/** Old data is rounded, which makes the table smaller. */
export function formatDownload({ compressed, date }) {
  return compressed && date < '2021' ? `${Math.round(compressed / 1000)}k` : compressed;
}
