import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';

const usedLater: Message = message('A later command may need what is deleted.');

const risks: Readonly<Record<string, Message>> = {
  'package-lists-left': usedLater,
  'package-cache-left': usedLater,
  'pip-cache-left': usedLater,
  'downloaded-archive-left': usedLater,
  'recommended-packages-installed': message('A program may need a recommended package: name it in the install if so.'),
  'files-stored-twice': message('Owner and permissions are set by the copy. Check those that the command would also have changed.'),
  'missing-cache-mount': message('Needs BuildKit. The packages that were downloaded are kept by the builder, not in the image.'),
  'development-dependencies-installed': message('Nothing that the container starts may need a development dependency.'),
  'cuda-compiler-in-final-image': message('Nothing that is compiled when the container runs may need the CUDA compiler.'),
};

const general: Message = message('Review the change: the image may behave differently.');

/** What a person should check before a change that a rule suggests. */
export function riskOf(rule: string): Message {
  return risks[rule] ?? general;
}
