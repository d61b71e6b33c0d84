import { describe, expect, it } from 'vitest';
import { sizeInContext } from '../../../server/src/knowledge/context-sizes.ts';
import { contextSources, summaryOf } from '../../support/size-truths.ts';

describe('The size of what COPY takes from an unknown build context', () => {
  it.each([
    ['.', 20],
    ['./', 20],
    ['src', 12],
    ['./src/', 12],
    ['package.json', 0.9],
    ['package*.json', 0.9],
    ['requirements.txt', 0.15],
    ['docker-entrypoint.sh', 0.03],
    ['target/*.jar', 150],
    ['build/libs/app.jar', 150],
    ['dist', 80],
    ['dist/server.js', 0.15],
    ['node_modules', 900],
    ['server.exe', 150],
    ['data.unknown', 0.8],
  ])('%s: at most %f MB', (source, megabytes) => {
    expect(sizeInContext(source).high / 1e6).toBe(megabytes);
  });

  it('contains the sources of public repositories that set no constant', () => {
    expect(summaryOf(contextSources()).inside).toBeGreaterThanOrEqual(0.9);
  });
});
