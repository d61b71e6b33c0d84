// node scripts/go/measure-modules.mjs RESULTS [MODULE...]
// Downloads what the go.mod files of the programs in programs.txt require, one program after the other, into RESULTS/cache, and writes for
// each program RESULTS/NAME.json: its version, and for each module its version, the bytes of its files in the module
// cache (`unpacked`), of its archive (`zip`) and of its description (`mod`). For programs that are held out and for small ones also all bytes of
// a fresh module cache after `go mod download` (`tree`). Programs that are there already are left out. Needs Go and network access.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesBelow } from '../node/trees.mjs';

const [target, ...names] = process.argv.slice(2);
const results = path.resolve(target);
const shared = path.join(results, 'cache');
mkdirSync(results, { recursive: true });
/** The version of Go here: what a go.mod asks for beyond it does not change what is downloaded. */
const newest = '1.26';
const smallProgram = 120_000_000;

const lines = readFileSync(new URL('programs.txt', import.meta.url), 'utf8').split('\n');
const heldOutFrom = lines.indexOf('# held out');
for (const [i, line] of lines.entries()) {
  const [module] = line.split(' ', 1);
  const file = path.join(results, `${module.replaceAll('/', '+')}.json`);
  if (module === '' || module === '#' || existsSync(file) || (names.length > 0 && !names.includes(module))) continue;
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-go-'));
  try {
    const measured = { module, ...measure(module, folder, i > heldOutFrom) };
    writeFileSync(file, JSON.stringify(measured));
    console.log(module, measured.version, measured.modules.length, measured.tree);
  } catch (error) {
    console.error(`${module}: ${String(error.stderr ?? error).slice(-400)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(module, folder, heldOut) {
  const { Version: version, GoMod } = JSON.parse(
    go(folder, shared, {}, 'list', '-m', '-json', module.includes('@') ? module : `${module}@latest`),
  );
  writeFileSync(path.join(folder, 'go.mod'), withoutFolders(readFileSync(GoMod, 'utf8')));
  // Each value is a JSON object over several lines.
  const output = go(folder, shared, {}, 'mod', 'download', '-json').trim();
  const found = output === '' ? [] : JSON.parse(`[${output.replaceAll(/^\}\n\{$/gm, '},{')}]`);
  const modules = found.map(({ Path, Version, Dir, Zip, GoMod: mod }) => ({ path: Path, version: Version, unpacked: bytesBelow(Dir), zip: statSync(Zip).size, mod: statSync(mod).size })); // prettier-ignore
  const goMod = readFileSync(path.join(folder, 'go.mod'), 'utf8');
  if (!heldOut && modules.reduce((sum, { unpacked }) => sum + unpacked, 0) > smallProgram) return { version, goMod, modules };
  // Again into an empty cache, from the files of the first one; go.sum has all checksums now, as in a project.
  const fresh = path.join(folder, 'fresh');
  go(folder, fresh, { GOPROXY: `file://${shared}/cache/download`, GONOSUMDB: '*' }, 'mod', 'download');
  return { version, goMod, modules, tree: bytesBelow(fresh) };
}

/** A go.mod without the modules that it replaces with folders, which are not downloaded. */
function withoutFolders(text) {
  const local = [...text.matchAll(/^\s*(?:replace\s+)?(\S+)(?: v\S+)? => \.{0,2}\/.*$/gm)].map(([, name]) => name);
  const isLocal = (line) =>
    local.some((name) => new RegExp(`^\\s*(?:require\\s+|replace\\s+)?${name.replaceAll('.', '\\.')}\\s`).test(line));
  return text
    .split('\n')
    .filter((line) => !isLocal(line) && !line.startsWith('toolchain '))
    .map((line) => line.replace(/^go 1\.(\d+).*/, (whole, minor) => (Number(minor) >= Number(newest.slice(2)) ? `go ${newest}` : whole)))
    .join('\n');
}

function go(folder, cache, env, ...words) {
  const own = { GOMODCACHE: cache, GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOWORK: 'off', ...env };
  return execFileSync('nice', ['-n', '10', 'go', ...words], { cwd: folder, env: { ...process.env, ...own }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8, timeout: 900_000 }); // prettier-ignore
}
