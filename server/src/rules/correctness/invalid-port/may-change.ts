import { onlyNeighbor } from '../../../base/similar.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { reveals: true, normalize: withPlainPorts };

/** Without host ports, one port in each word, and with protocols that Docker accepts. */
function withPlainPorts(meaning: Meaning): Meaning {
  return meaning.map((it) =>
    /\bEXPOSE$/.test(it.keyword) ? { ...it, words: it.words.flatMap((word) => word.split(',').map(plainPort)) } : it,
  );
}

function plainPort(text: string): string {
  const [port = '', protocol = ''] = text.replace(/^.*:/, '').split('/');
  const transport = onlyNeighbor(protocol, ['tcp', 'udp', 'sctp']) ?? 'tcp';
  return `${port}/${transport}`;
}
