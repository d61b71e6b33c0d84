import { defineRule } from '../../../linter/rule.ts';
import { reservedPrefixOf } from '../../../knowledge/labels.ts';

type Messages = 'reserved' | 'characters' | 'ends' | 'separators';

export const rule = defineRule<Messages>({
  id: 'invalid-label-key',
  category: 'correctness',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3048', 'tally/labels/valid-key'],
  checks: [218],
  summary: 'The key of a label does not follow the guidelines of Docker.',
  messages: {
    reserved: 'Docker reserves keys that start with "{prefix}". Use your own domain, in reverse: com.example.{name}.',
    characters: 'The label "{key}" contains "{character}". Tools expect small letters, digits, "." and "-" in a key.',
    ends: 'The label "{key}" should start with a small letter, and end with one or with a digit.',
    separators: 'The label "{key}" has several "." or "-" next to each other, which tools do not expect.',
  },
  onbuild: true,
  on: {
    LABEL({ pairs }, { report }) {
      for (const { name: key, nameSpan } of pairs) {
        if (key === '' || key.includes('$')) continue;
        const at = { start: nameSpan.start, end: nameSpan.end };
        const prefix = reservedPrefixOf(key);
        const [character] = /[^a-z0-9./-]/.exec(key) ?? [];
        if (prefix) report({ at, message: 'reserved', data: { prefix, name: key.slice(prefix.length) } });
        else if (character !== undefined) report({ at, message: 'characters', data: { key, character } });
        else if (!/^[a-z](?:.*[a-z0-9])?$/.test(key)) report({ at, message: 'ends', data: { key } });
        else if (/[.-]{2}/.test(key)) report({ at, message: 'separators', data: { key } });
      }
    },
  },
});
