// How many bytes a package adds to a layer: measured for those of measured.tsv (Debian 12), estimated from their proportions for other releases and packages.

/** Bytes of .pyc per byte of .py, measured with python3-pip. */
const pyc = 1.18;
/** Bytes in dpkg's status file and its copy, per package. */
const status = 2400;
/** Bytes that maintainer scripts write: the certificate bundle and its links, the Java key store. */
const writtenTypes = { 'ca-certificates': 215_000, 'ca-certificates-java': 180_000 };

/**
 * Reads measured.tsv (columns: package, installed_kib, files, dropped, python, dpkg, templates; all but the second in bytes) and returns a
 * function that sizes a package of any index: `kib` with documentation, `droppedKib` of it that slim images do not unpack, `known` if the
 * package itself was measured, `templates` if it has debconf questions.
 */
export function readMeasured(tsv, measuredIndex) {
  const rows = tsv.trim().split('\n').slice(1).map((line) => {
    const [name, ...numbers] = line.split('\t');
    const [installedKib, files, dropped, python, dpkg, templates] = numbers.map(Number);
    const installed = Math.max(1, installedKib) * 1024;
    return { name, class: classOf(measuredIndex.get(name) ?? { name, section: '' }), installed, files, dropped, python, dpkg, templates: templates === 1 };
  }); // prettier-ignore
  const byName = new Map(rows.map((row) => [row.name, row]));
  // Of python3 and python3.11, the large one is the better estimate for python3.13.
  const byKey = new Map(rows.toSorted((a, b) => a.installed - b.installed).map((row) => [keyOf(row.name), row]));
  const byClass = new Map(
    [...new Set(rows.map((row) => row.class))].map((name) => [name, shares(rows.filter((row) => row.class === name))]),
  );
  const all = shares(rows);

  return (found) => {
    const installed = found.kib * 1024;
    const row = byName.get(found.name) ?? byKey.get(keyOf(found.name));
    const like = row ? shares([row]) : (byClass.get(classOf(found)) ?? all);
    const files = installed * like.files;
    const written = installed * like.python * pyc + like.dpkg + status + (writtenTypes[found.name] ?? 0);
    return {
      kib: Math.round((files + written) / 1024),
      droppedKib: Math.round((installed * like.dropped) / 1024),
      known: row !== undefined,
      templates: row?.templates ?? false,
    };
  };
}

/** Each kind of bytes as a share of the Installed-Size, and dpkg's bytes for one package (the median). */
function shares(rows) {
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  const share = (field) => sum(field) / sum('installed');
  const notes = rows.map((row) => row.dpkg).sort((a, b) => a - b);
  return { files: share('files'), dropped: share('dropped'), python: share('python'), dpkg: notes[notes.length >> 1] };
}

/** Packages of one class have similar proportions: Python modules, otherwise packages of the same section of Debian. */
function classOf({ name, section }) {
  return name.startsWith('python3-') ? 'python3' : section;
}

/** The name without numbers, which differ between releases: libpython3.11-stdlib, gcc-12, libssl3t64. */
function keyOf(name) {
  return name.replace(/t64$/, '').replace(/\d+(?:\.\d+)*/g, '#');
}
