import { describe, expect, it } from 'vitest';
import { readTag } from '../../../server/src/model/image-tag.ts';

describe('the parts of a tag', () => {
  it.each([
    ['node', '22.11.0-alpine3.20', { version: [22, 11, 0], variant: 'alpine', release: '3.20' }],
    ['node', 'hydrogen-slim', { version: [18], variant: 'slim', release: undefined }],
    ['eclipse-temurin', '17-alpine-3.23', { version: [17], variant: 'alpine' }],
    ['debian', 'bookworm-20250520-slim', { version: [12], variant: 'slim', release: 'bookworm', pinned: true }],
    ['ubuntu', '24.04', { version: [24, 4], variant: '', release: 'noble' }],
    ['maven', '3.9-eclipse-temurin-21', { version: [3, 9], variant: '21 eclipse temurin' }],
    ['node', '22-Alpine', { version: [22], variant: 'alpine' }],
    ['node', 'v22', { version: [22], variant: '' }],
    ['node', '22-bookworm-slim', { version: [22], variant: 'slim', release: 'bookworm', pinned: false }],
    ['node', 'lts', { version: [], variant: '' }],
    ['python', '3.12-20250520', { version: [3, 12], pinned: true }],
    ['python', '3.12-2025052', { version: [3, 12], pinned: false }],
    ['php', '8.3-fpm-alpine', { version: [8, 3], variant: 'alpine fpm' }],
    ['eclipse-temurin', '17-alpine-4.1', { version: [17], variant: '4.1 alpine' }],
    ['x', 'hydrogen', { version: [], variant: 'hydrogen' }],
    ['golang', 'latest', { version: [], variant: '', release: undefined }],
  ])('%s:%s', (repository, tag, parts) => {
    expect(readTag(repository, tag)).toMatchObject(parts);
  });
});
