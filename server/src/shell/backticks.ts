import type { Span } from '../base/span.ts';
import type { ParsedScript } from './unbash.ts';
import type { Frame } from './words.ts';

/**
 * The frame for the script of a command substitution. A script in backticks that contains escapes has its own text, decoded by unbash: its
 * offsets are mapped back to the source. Returns undefined if the two texts do not match, so that no offset is wrong.
 */
export function backtickFrame(script: ParsedScript, expansion: Span, frame: Frame): Frame | undefined {
  const decoded = script.source;
  if (decoded === undefined) return frame;
  const first = expansion.start + 1;
  const offsets = decodedOffsets(frame.masked.slice(first, expansion.end - 1), decoded);
  return (
    offsets && { ...frame, masked: decoded, at: (offset) => frame.at(first + offsets[Math.max(0, Math.min(offset, decoded.length))]!) }
  );
}

/**
 * The offset in `raw` of each character of `decoded`, and of its end. In backticks, a backslash before `$`, a backtick or a backslash (and
 * before a double quote, if the backticks are in double quotes) is removed.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_03
 */
function decodedOffsets(raw: string, decoded: string): number[] | undefined {
  const offsets: number[] = [];
  let i = 0;
  for (const c of decoded.split('')) {
    offsets.push(i);
    const escaped = raw[i] === '\\' && raw[i + 1] === c && '$`\\"'.includes(c);
    i += escaped ? 1 : 0;
    if (raw[i] !== c) return undefined;
    i++;
  }
  offsets.push(i);
  return i === raw.length ? offsets : undefined;
}
