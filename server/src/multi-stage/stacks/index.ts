import type { Stack } from '../core/stack.ts';
import { cppStack } from './cpp/stack.ts';
import { crystalStack } from './crystal/stack.ts';
import { dotnetStack } from './dotnet/stack.ts';
import { elixirStack } from './elixir/stack.ts';
import { goStack } from './go/stack.ts';
import { javaStack } from './java/stack.ts';
import { nodeStack } from './node/stack.ts';
import { phpStack } from './php/stack.ts';
import { pythonStack } from './python/stack.ts';
import { rubyStack } from './ruby/stack.ts';
import { rustStack } from './rust/stack.ts';

/** Every stack that the conversion knows; a new one is added here. The first that knows a command reads it. */
export const allStacks: readonly Stack[] = [
  cppStack,
  crystalStack,
  dotnetStack,
  elixirStack,
  goStack,
  javaStack,
  nodeStack,
  phpStack,
  pythonStack,
  rubyStack,
  rustStack,
];
