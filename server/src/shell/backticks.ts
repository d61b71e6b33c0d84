import type { Span } from '../base/span.ts';
import type { ParsedScript } from './unbash.ts';
import type { Frame } from './words.ts';

/**
 * The frame of a substitution's script. A script between backticks in which something is escaped has a text of its own, decoded
 * by unbash: its offsets are led back to the source. Undefined where the two texts do not fit, so that nothing is placed wrongly.
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
 * For each character of `decoded`, and for its end, where it begins in `raw`. A backslash before `$`, a backtick or a backslash
 * (and before a double quote, where the backticks stand in double quotes) is taken off.
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
