import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import { serverOf } from '../../../server/src/facts/server.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { noContext } from '../../support/rules.ts';

function server(text: string): string {
  const model = createModel(parse(`FROM python:3.13\n${text}\n`));
  const found = serverOf(model.final!, factsOf(model, createBuildContext(noContext)));
  if (!found) return 'none';
  const { server: { name }, host, port, isPortGiven, isConfigured } = found; // prettier-ignore
  return [name, host?.value ?? '-', port ?? '-', isPortGiven ? 'given' : '', isConfigured ? 'configured' : ''].join(' ').trim();
}

describe('the server that a container starts', () => {
  it.each([
    ['CMD ["uvicorn", "a:b"]', 'uvicorn - 8000'],
    ['CMD ["/usr/local/bin/uvicorn", "a:b", "--port=80"]', 'uvicorn - 80 given'],
    ['CMD ["python3", "-m", "uvicorn", "a:b", "--host", "::"]', 'uvicorn :: 8000'],
    ['CMD ["poetry", "run", "uvicorn", "a:b"]', 'uvicorn - 8000'],
    ['CMD uvicorn a:b --port $PORT', 'uvicorn - -'],
    ['CMD exec hypercorn -b 0.0.0.0:9000 a:b', 'hypercorn 0.0.0.0:9000 9000 given'],
    ['CMD ["hypercorn", "-b", "unix:/run/a", "a:b"]', 'hypercorn unix:/run/a -'],
    ['CMD ["python", "manage.py", "runserver"]', 'manage.py runserver - -'],
    ['CMD ["python", "manage.py", "runserver", "0.0.0.0:80"]', 'manage.py runserver 0.0.0.0:80 80 given'],
    ['CMD ["python", "manage.py", "runserver", "8080"]', 'manage.py runserver 8080 8080 given'],
    ['ENV UVICORN_PORT=80\nCMD ["uvicorn", "a:b"]', 'uvicorn - 8000  configured'],
    ['ENTRYPOINT ["tini", "--"]\nCMD ["flask", "--app", "a", "run"]', 'flask run - 5000  configured'],
    ['CMD ["flask", "db", "upgrade"]', 'none'],
    ['CMD ["vite", "build"]', 'none'],
    ['CMD ["python", "app.py", "--port", "80"]', 'none'],
    ['CMD ["echo", "uvicorn"]', 'none'],
    ['CMD uvicorn a:b & wait', 'none'],
  ])('%s: %s', (text, expected) => {
    expect(server(text)).toBe(expected);
  });
});
