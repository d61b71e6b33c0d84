import path from 'node:path';
import { loadCached } from './code-cache.ts';

loadCached(path.join(__dirname, 'node-server.js'));
