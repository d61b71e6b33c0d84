import path from 'node:path';
import { nodeAssets } from '../../server/src/host/node-assets.ts';
import type { Assets } from '../../server/src/knowledge/assets.ts';

/** The folder of the data files in the repository. */
export const dataFolder = path.resolve(import.meta.dirname, '../../data');

/** All data files, read as in the Node.js host. */
export const assets: Assets = nodeAssets(dataFolder).current;
