import { describe, expect, it } from 'vitest';
import { loadTranslator } from '../../../server/src/host/languages.ts';
import { fillTemplate, message, joinSentences } from '../../../server/src/base/message.ts';

describe('the language of a locale', () => {
  const word = message('stage {index}', { index: 2 });

  it.each(['zh-cn', 'zh-CN', 'zh', 'zh-Hans', 'zh-Hans-CN', 'zh_CN.UTF-8', 'zh_CN', 'zh-SG'])(
    '%s reads Simplified Chinese',
    async (locale) => {
      expect((await loadTranslator(locale))(word)).toBe('阶段 2');
    },
  );

  it.each(['zh-tw', 'zh-Hant', 'zh-Hant-CN', 'zh_TW.UTF-8', 'zh-HK', 'en', 'de', 'C', 'POSIX', '', 'zha', undefined])(
    '%s reads English',
    async (locale) => {
      expect((await loadTranslator(locale))(word)).toBe('stage 2');
    },
  );

  it('a text without a translation stays in English', async () => {
    expect((await loadTranslator('zh-cn'))(message('no such text, {name}', { name: 'x' }))).toBe('no such text, x');
  });
});

describe('a value in a Chinese text', () => {
  it.each([
    ['从 {place} 起', '第 3 行', '从第 3 行起'],
    ['从 {place} 起', '`FROM`', '从 `FROM` 起'],
    ['从 {place} 起', '阶段 2', '从阶段 2 起'],
    ['直到 {place}。', '本阶段', '直到本阶段。'],
    ['from {place} on', '第 3 行', 'from 第 3 行 on'],
  ])('%s of %s', (template, place, expected) => {
    expect(fillTemplate(template, { place })).toBe(expected);
  });
});

describe('sentences', () => {
  it.each([
    [['One.', 'Two.'], 'One. Two.'],
    [['One.', undefined, '', 'Two.'], 'One. Two.'],
    [['一。', '二。', 'c'], '一。二。c'],
    [[], ''],
  ])('%j', (parts, expected) => {
    expect(joinSentences(...parts)).toBe(expected);
  });
});
