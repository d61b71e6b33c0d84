"""compare.py: reads one JSON object from the standard input, {"before": [LAYER...], "after": [LAYER...], "ignored": [GLOB...]}.

The layers of two images, as folders of the overlay file system, the top one first. Prints one line for each path that differs in type, mode,
owner, extended attributes, device, link target or content. Needs root and a mount namespace of its own (unshare --mount). Layers that both
images share are not read, except where only one of the images changes a path of them.
"""
import fnmatch, hashlib, json, os, stat, subprocess, sys, tempfile


def mounted(layers):
    folder, empty = tempfile.mkdtemp(), tempfile.mkdtemp()
    lower = ':'.join([*layers, empty, tempfile.mkdtemp()])
    subprocess.run(['mount', '-t', 'overlay', 'overlay', '-o', 'ro,lowerdir=' + lower, folder], check=True)
    return folder


def paths_in(layer):
    for folder, folders, files in os.walk(layer):
        for name in folders + files:
            yield os.path.relpath(os.path.join(folder, name), layer)


def state(path):
    try:
        at = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    attributes = {name: os.getxattr(path, name, follow_symlinks=False).hex() for name in os.listxattr(path, follow_symlinks=False)}
    attributes = {name: value for name, value in attributes.items() if not name.startswith('trusted.overlay.')}
    result = {'type': stat.filemode(at.st_mode)[0], 'mode': oct(stat.S_IMODE(at.st_mode)), 'owner': (at.st_uid, at.st_gid), 'attributes': attributes}
    if stat.S_ISLNK(at.st_mode):
        result['target'] = os.readlink(path)
    elif stat.S_ISREG(at.st_mode):
        with open(path, 'rb') as file:
            result.update(size=at.st_size, content=hashlib.sha256(file.read()).hexdigest()[:12])
    elif not stat.S_ISDIR(at.st_mode):
        result['device'] = at.st_rdev
    return result


def children(path):
    return set(os.listdir(path)) if os.path.isdir(path) and not os.path.islink(path) else set()


task = json.load(sys.stdin)
before, after, ignored = task['before'], task['after'], task['ignored']
shared = 0
while shared < min(len(before), len(after)) and before[-1 - shared] == after[-1 - shared]:
    shared += 1
changed = {path for layers in (before, after) for layer in layers[:len(layers) - shared] for path in paths_in(layer)}
a, b = mounted(before), mounted(after)
for path in list(changed):
    here, there = children(os.path.join(a, path)), children(os.path.join(b, path))
    changed.update(os.path.join(path, name) for name in here ^ there)
for path in sorted(changed):
    if any(fnmatch.fnmatchcase('/' + path, glob) for glob in ignored):
        continue
    x, y = state(os.path.join(a, path)), state(os.path.join(b, path))
    if x == y:
        continue
    what = 'only before' if y is None else 'only after' if x is None else ', '.join(
        f'{key} {x.get(key)} -> {y.get(key)}' for key in sorted({*x, *y}) if x.get(key) != y.get(key))
    print(f'/{path}: {what}')
