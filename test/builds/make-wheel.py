"""make-wheel.py FOLDER: packs FOLDER/greeting as a wheel into FOLDER/wheels, as pip would get it from an index."""

import pathlib
import sys
import zipfile

folder = pathlib.Path(sys.argv[1])
info = "greeting-1.0.dist-info"
files = {
    "greeting/__init__.py": (folder / "greeting/__init__.py").read_text(),
    f"{info}/METADATA": "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n",
    f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: layerwise\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{info}/entry_points.txt": "[console_scripts]\ngreet = greeting:main\n",
}
files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
(folder / "wheels").mkdir()
with zipfile.ZipFile(folder / "wheels/greeting-1.0-py3-none-any.whl", "w") as wheel:
    for name, text in files.items():
        wheel.writestr(name, text)
