// node scripts/apt/measure-packages.mjs DEB... > scripts/apt/measured.tsv
// Measures what Debian's package index does not contain: how many bytes a package really unpacks to, how many of them the slim images
// leave out, how much Python is compiled, and what dpkg records. Get the .deb files with `apt-get download`.
import { execFileSync } from 'node:child_process';

/** The files that the slim images exclude from unpacking (their /etc/dpkg/dpkg.cfg.d/docker). */
const dropped = /^\.\/usr\/share\/(?:doc\/(?!.*\/copyright$)|groff\/|info\/|linda\/|lintian\/overrides\/|man\/|locale\/(?!locale\.alias$))/;
/** The files that py3compile compiles to .pyc. */
const compiled = /^\.\/usr\/lib\/python3.*\.py$/;

console.log('package\tinstalled_kib\tfiles\tdropped\tpython\tdpkg\ttemplates');
for (const deb of process.argv.slice(2)) {
  const field = (name) => run('dpkg-deb', '-f', deb, name).trim();
  const files = list(run('dpkg-deb', '-c', deb));
  const control = list(execFileSync('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -tv', 'sh', deb], { encoding: 'utf8' }));
  // dpkg keeps the control files, but puts `control` itself into its status file, and writes the list of the paths.
  const dpkg = sum(control) + files.paths.reduce((total, path) => total + path.length, 0);
  const python = sum(files.filter((file) => compiled.test(file.path)));
  const templates = control.some((file) => file.path === './templates') ? 1 : 0;
  console.log(
    [
      field('Package'),
      field('Installed-Size'),
      sum(files),
      sum(files.filter((file) => dropped.test(file.path))),
      python,
      dpkg,
      templates,
    ].join('\t'),
  );
}

function run(...command) {
  return execFileSync(command[0], command.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Regular files of the output of `tar -tv`, and all of its paths. */
function list(text) {
  const lines = text
    .split('\n')
    .map((line) => /^(.)\S+ +\S+ +(\d+) +\S+ +\S+ (.*)$/.exec(line))
    .filter(Boolean);
  const files = lines.filter(([, type]) => type === '-').map(([, , size, path]) => ({ size: Number(size), path }));
  return Object.assign(files, { paths: lines.map(([, , , path]) => path) });
}

function sum(files) {
  return files.reduce((total, { size }) => total + size, 0);
}
