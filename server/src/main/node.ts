import module from 'node:module';
import path from 'node:path';
import { CodeCache, codeCacheFolder } from './code-cache.ts';

// Everything else is loaded from here on, with the code that V8 compiled in an earlier run: by Node.js itself if it can (22.8 and newer).
// https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => unknown };
const server = path.join(__dirname, 'node-server.js');
const folder = codeCacheFolder();
if (folder !== undefined && !enableCompileCache) new CodeCache(folder).load(server);
else {
  if (folder !== undefined) enableCompileCache?.(folder);
  require(server);
}
