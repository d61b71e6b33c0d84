// Loads an extension as on vscode.dev: from an http address instead of the server's disk. Only then does an extension with both `main` and
// `browser` run its `browser` in the web worker extension host, where it can start workers.
import fs from 'node:fs';
import path from 'node:path';

const folder = '/extension-under-development/';
const types = { '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png', '.svg': 'image/svg+xml' };

/** `context`: playwright's browser context. `extension`: the extension's folder; `tests`: a file in it whose run() is called. */
export async function developInTheBrowser(context, { origin, extension, tests }) {
  const { host: authority } = new URL(origin);
  const served = (file) => ({ scheme: 'http', authority, path: folder + path.relative(extension, file).split(path.sep).join('/') });
  const options = { extensions: [served(extension)], ...(tests && { extensionTestsPath: served(tests) }) };

  await context.route(`${origin}${folder}**`, (route) => {
    const file = path.join(extension, decodeURIComponent(new URL(route.request().url()).pathname.slice(folder.length)));
    const isFile = fs.statSync(file, { throwIfNoEntry: false })?.isFile();
    return isFile ? route.fulfill({ path: file, contentType: types[path.extname(file)] ?? 'text/plain' }) : route.fulfill({ status: 404 });
  });
  await context.route(
    (url) => url.origin === origin && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const page = await response.text();
      const body = page.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/, (_, before, settings) => {
        const configuration = JSON.parse(settings.replaceAll('&quot;', '"'));
        Object.assign(configuration.developmentOptions, options);
        return before + JSON.stringify(configuration).replaceAll('"', '&quot;');
      });
      await route.fulfill({ response, body });
    },
  );
}
