from setuptools import Extension, setup

setup(
    name="yamlversion",
    version="1.0",
    packages=["yamlversion"],
    package_dir={"yamlversion": "."},
    ext_modules=[Extension("yamlversion._native", ["native.c"], libraries=["yaml"])],
    entry_points={"console_scripts": ["yaml-version = yamlversion:main"]},
)
