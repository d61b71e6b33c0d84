from flask import Flask

app = Flask(__name__)


@app.get("/")
def greet() -> str:
    return "hello\n"
