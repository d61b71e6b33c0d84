import { expect, it } from 'vitest';
import { applies } from '../../../server/src/manifests/python/marker.ts';

it.each([
  [undefined, true],
  ['', true],
  ['python_version < "3.11"', false],
  ['python_version < "3.13"', true],
  ['python_version<="3.12"', true],
  ['python_version < "3.12"', false],
  ['python_version >= "3.12"', true],
  ['python_version > "3.12"', false],
  ['python_version == "3.12"', true],
  ['python_version == "3.*"', true],
  ['python_version != "3.12"', false],
  ['python_version ~= "3.8"', true],
  ['python_version ~= "2.7"', false],
  ['"3.11" > python_version', false],
  ['"3.11" <= python_version', true],
  ["python_full_version < '3.11.3'", false],
  ["python_full_version < '3.12.1'", false],
  ['python_version in "3.11, 3.12"', true],
  ['python_version not in "3.11, 3.12"', false],
  ['sys_platform == "win32"', false],
  ["sys_platform != 'win32'", true],
  ['platform_system == "Linux" and python_version < "3.15"', true],
  ['platform_system == "Darwin" and platform_machine == "x86_64"', false],
  ['sys_platform != "darwin" or platform_machine != "x86_64"', true],
  ['(sys_platform == "win32" or os_name == "posix") and python_version >= "3.9"', true],
  ['sys_platform == "win32" or os_name == "nt" or python_version >= "3.9"', true],
  ['platform_python_implementation == "PyPy"', false],
  ['implementation_name == "cpython"', true],
  ['extra == "standard"', true],
  ['extra == "test"', false],
  ['extra == "test" or extra == "standard"', true],
  ['sys_platform in "linux darwin"', true],
  // What cannot be read may be true.
  ['platform_release == "5.0"', true],
  ['python_version <', true],
  ['this is no marker at all', true],
  ['(python_version < "3.11"', true],
])('on Linux with Python 3.12 and the extra standard: %s', (marker, result) => {
  expect(applies(marker, { python: [3, 12], extras: new Set(['standard']) })).toBe(result);
});
