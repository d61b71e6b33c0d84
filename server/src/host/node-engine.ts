import { homedir } from 'node:os';
import { lazy } from '../base/memoize.ts';
import type { EngineHost } from './host.ts';

/** The container engines of this machine. Their client, and dockerode with it, is loaded with the first request. */
export const nodeEngine: EngineHost = {
  images: async (signal) => (await engine()).images(signal),
};

const engine = lazy(async () => {
  const { createEngine } = await import('./engine/engine.ts');
  return createEngine({ env: process.env, home: homedir(), platform: process.platform, userId: process.getuid?.() });
});
