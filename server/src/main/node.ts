import path from 'node:path';
import { loadCached } from './code-cache.ts';
import { limitHeapGrowth } from './heap.ts';

limitHeapGrowth();
loadCached(path.join(__dirname, 'node-server.js'));
