// node scripts/start.mjs [FOLDER]
// Opens a real VS Code on a folder (a copy of the examples) with the extension loaded: the desktop version if `code` is installed, else one
// in the browser (test/vscode/host), whose address is printed. Runs until it is interrupted.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, run } from './steps.mjs';

const given = process.argv[2];
const folder = given ? path.resolve(given) : sample();
const first = ['node/Dockerfile', 'Dockerfile'].map((file) => path.join(folder, file)).find((file) => fs.existsSync(file));

run('node', ['scripts/build.mjs']);
if (hasDesktop()) {
  run('code', ['--extensionDevelopmentPath', root, folder, ...(first ? [first] : [])]);
  console.log(`Opening ${folder} in VS Code with Layerwise.`);
} else {
  await openInBrowser();
}

/** A copy of the examples, so that trying the fixes does not change files of the repository. */
function sample() {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-examples-'));
  fs.cpSync(path.join(root, 'examples'), copy, { recursive: true });
  return copy;
}

function hasDesktop() {
  return spawnSync('code', ['--version'], { stdio: 'ignore' }).status === 0;
}

async function openInBrowser() {
  const { installHost } = await import('../test/vscode/host/setup.mjs');
  const { linkTo, pageUrl, startServer } = await import('../test/vscode/host/server.mjs');
  installHost();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-start-'));
  const server = await startServer({ data, port: Number(process.env.PORT ?? 0) });
  let stopped = false;
  const stop = async () => {
    stopped = true;
    await server.stop();
    clean();
    process.exit(0);
  };
  const clean = () => {
    fs.rmSync(data, { recursive: true, force: true });
    if (!given) fs.rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  const url = pageUrl(server.authority, { folder, extension: linkTo(root, data), open: first });
  console.log(`\nVS Code with Layerwise on ${folder}:\n\n  ${url}\n\nPress Ctrl+C to stop.`);
  openPage(url);
  const reason = await server.left;
  // Ctrl+C also reaches the server, which then leaves first.
  if (stopped) return;
  clean();
  console.error(reason);
  process.exit(1);
}

/** Opens the address in the default browser; without one, the user can open the printed address. */
function openPage(url) {
  const [program, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open'];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  try {
    execFileSync(program, [...args, url], { stdio: 'ignore' });
  } catch {
    // no browser found
  }
}
