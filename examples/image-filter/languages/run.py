"""run.py LINKED.wasm WIDTH HEIGHT < PIXELS: sharpens in the wasmtime of PyPI."""

import sys

from wasmtime import Config, Engine, Store, WasiConfig
from wasmtime.component import Component, Linker

path, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
engine = Engine(Config())
store = Store(engine)
store.set_wasi(WasiConfig())
linker = Linker(engine)
linker.add_wasip2()
instance = linker.instantiate(store, Component.from_file(engine, path))
interface = instance.get_export_index(store, "local:image-filter/image-filter@1.0.0")
sharpen = instance.get_func(store, instance.get_export_index(store, "sharpen", interface))
result = sharpen(store, sys.stdin.buffer.read(), width, height)
sys.stdout.buffer.write(bytes(result))
