import { describe, expect, it } from 'vitest';
import { flagNamed } from '../../../server/src/knowledge/flags.ts';
import { flagValues, mountValues } from '../../../server/src/facts/value-checks.ts';

describe('values of flags', () => {
  it.each([
    ['boolean', 'true False TRUE', 'yes 1 0 t trues untrue xfalse falsey'],
    ['duration', '0 0s 1ms 1m30s .5s 1.5h 1h2m3s4ms 1000us', '30 5min 1d -1s 500us 1us often s'],
    ['count', '0 1 +3 007 2147483647', '-1 2147483648 1.5 three 3x x3 ++3 3+ +'],
    ['mode', '0 644 0755 7777 00755 u=rwx +x =rw,+X go= go=u-w a+rX,o-w', '10000 789 0o755 rwxr-xr-x u:rwx 755,644'],
    [
      'platform',
      'linux amd64 linux/amd64 linux/arm/v7 Linux/x86_64 linux/aarch64 wasi/wasm windows(10.0.17763)/amd64 darwin freebsd/arm64',
      'x64 linux/ /amd64 linux//v8 linux/arm64/v8/x linux/* linux/amd46 linx/amd64 linux,amd64',
    ],
    [
      'checksum',
      `sha256:${'0a'.repeat(32)} sha512:${'0a'.repeat(64)} 24454f8 ${'0a'.repeat(20)}`,
      `sha256:0a sha256:${'0A'.repeat(32)} md5:${'0a'.repeat(16)} v1.2`,
    ],
    ['device', 'a.com/b=c a.com/b=c,required name=a.com/b=c,required=false required,a.com/b', 'a.com/b,required=maybe a.com/b=c,always'],
    ['owner', '0 node:node 1000:1000', ''],
  ] as const)('%s', (kind, right, wrong) => {
    const refused = (value: string): boolean => flagValues[kind](value, []) !== undefined;
    const words = (text: string): string[] => text.split(' ').filter(Boolean);
    expect(words(right).filter(refused)).toEqual([]);
    expect(words(wrong).filter((value) => !refused(value))).toEqual([]);
  });

  it.each([
    ['boolean', 'yes', 'true'],
    ['boolean', 'OFF', 'false'],
    ['duration', '30', '30s'],
    ['duration', '5 ms', '5ms'],
    ['duration', '10Seconds', '10s'],
    ['duration', '5 min', '5m'],
    ['duration', '2d', '48h'],
    ['duration', 'soon', undefined],
    ['duration', 'x30', undefined],
    ['duration', '30 x', undefined],
    ['duration', '1.5min', '1.5m'],
    ['duration', '2 hours', '2h'],
    ['duration', '1 day', '24h'],
    ['mode', '0x755', '755'],
    ['mode', '0O644', '644'],
    ['mode', '0o7', undefined],
    ['mode', '0o77777', undefined],
    ['mode', '10o755', undefined],
    ['boolean', 'perhaps', undefined],
    ['mode', '0o644', '644'],
    ['mode', 'rwx', undefined],
    ['platform', 'linux/adm64', 'linux/amd64'],
    ['platform', 'solaris/vax', undefined],
  ] as const)('%s %s was meant as %s', (kind, value, meant) => {
    expect(flagValues[kind](value, [])?.suggestion).toBe(meant);
  });

  it('suggests a choice with similar letters or the same start', () => {
    const { choices } = flagNamed('RUN', 'network')!;
    expect(flagValues.choice('nnoe', choices)).toEqual({ fault: 'choice', suggestion: 'none' });
    expect(flagValues.choice('def', choices)).toEqual({ fault: 'choice', suggestion: 'default' });
    expect(flagValues.choice('bridge', choices)).toEqual({ fault: 'choice', suggestion: undefined });
  });
});

describe('values of mount options', () => {
  it.each([
    ['boolean', '1 t T TRUE true True 0 f F FALSE false False', 'yes tRUE on 10 tt trues xtrue'],
    ['octal', '0 755 0755 17777777777 37777777777', '0o755 888 rwx -1 77777777777 40000000000 755x x755 8'],
    ['number', '0 1000 4294967295', 'node -1 4294967296 1.5 1x x1 +1'],
    ['size', '0 1024 512m 512M 1g 1.5GiB 10kb 3TiB 2p 2PB 7b', 'much m -1 10x 10mm x10 10m1 . .5'],
    ['path', '/x . C:\\x', ''],
  ] as const)('%s', (kind, right, wrong) => {
    const refused = (value: string): boolean => mountValues[kind](value, []) !== undefined;
    const words = (text: string): string[] => text.split(' ').filter(Boolean);
    expect(words(right).filter(refused)).toEqual([]);
    expect(words(wrong).filter((value) => !refused(value))).toEqual([]);
  });
});
