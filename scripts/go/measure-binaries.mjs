// node scripts/go/measure-binaries.mjs RESULTS [MODULE...]
// Builds the programs of programs.txt whose modules scripts/go/measure-modules.mjs has measured in RESULTS, one after the other, and writes
// RESULTS/binaries/NAME.json: bytes of the program, and with `-ldflags "-s -w"`; of the compiled packages that `go build` leaves in its cache;
// and the modules whose packages are in it. Programs that need more than ten minutes, or other versions than their go.mod, are left out.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [folder, ...names] = process.argv.slice(2);
const results = path.resolve(folder);
mkdirSync(path.join(results, 'binaries'), { recursive: true });
const programs = readFileSync(new URL('programs.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(' ')); // prettier-ignore

for (const [module, main] of programs) {
  const file = `${module.replaceAll('/', '+')}.json`;
  const target = path.join(results, 'binaries', file);
  const modules = path.join(results, file);
  if ((names.length > 0 && !names.includes(module)) || existsSync(target) || !existsSync(modules)) continue;
  const temporary = mkdtempSync(path.join(tmpdir(), 'layerwise-go-'));
  try {
    const measured = measure(temporary, module, JSON.parse(readFileSync(modules, 'utf8')).version, main);
    writeFileSync(target, JSON.stringify(measured));
    console.log(module, measured.binary, measured.stripped, measured.compiled, measured.modules.length);
  } catch (error) {
    writeFileSync(target.replace(/json$/, 'failed'), '');
    console.error(`${module}: ${String(error.stderr ?? error).slice(-300)}`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function measure(temporary, module, version, main) {
  const run = (...words) => go(temporary, ...words);
  run('mod', 'init', 'layerwise.test/program');
  run('get', `${module}@${version}`);
  const name = main === '.' ? module : `${module}/${main}`;
  // -mod=mod: what the packages of the program need is added to go.sum.
  const program = (out, ...options) => {
    const output = path.join(temporary, out);
    run('build', '-mod=mod', ...options, '-o', output, name);
    return statSync(output).size;
  };
  const binary = program('plain');
  const stripped = program('stripped', '-ldflags=-s -w');
  const listed = run('list', '-mod=mod', '-deps', '-export', '-f', '{{.Export}} {{with .Module}}{{.Path}}@{{.Version}}{{end}}', name).trim().split('\n').map((line) => line.split(' ')); // prettier-ignore
  const compiled = listed.reduce((sum, [file]) => sum + (file ? statSync(file).size : 0), 0);
  return {
    module,
    version,
    main,
    binary,
    stripped,
    compiled,
    packages: listed.length,
    modules: [...new Set(listed.map(([, of]) => of).filter(Boolean))],
  };
}

function go(folder, ...words) {
  const own = { GOMODCACHE: path.join(results, 'cache'), GOCACHE: path.join(results, 'build-cache'), GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOWORK: 'off', CGO_ENABLED: '0' }; // prettier-ignore
  return execFileSync('nice', ['-n', '15', 'go', ...words], { cwd: folder, env: { ...process.env, ...own }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8, timeout: 600_000 }); // prettier-ignore
}
