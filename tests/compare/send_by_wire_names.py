"""Sends cases of any service through boto3, with inputs by wire names, and reports the result of each.

Run by the example `compare-services`, which runs the server. Reads one JSON object from standard input, as
`send_with_boto3.py` does, with the name of the `service`; inputs have bytes in base64, and timestamps and JSON
values as strings. Writes one to standard output:

    {"versions": "boto3 ... botocore ...", "operations": ["CreateStage", ...],
     "outcomes": [{"sent": 1, "error": null, "unknown": null}, ...]}     one for each case, in order

`unknown` is a member or an operation that boto3's model does not have: such a case is not sent.
"""

import base64
import faulthandler
import json
import sys

from send_with_boto3 import PINNED, Sender, clear_environment

LIFETIME_SECONDS = 240


class Unknown(Exception):
    """A member or an operation that boto3's model does not have."""


def translated(shape, value, path):
    """A value by wire names in boto3's form."""
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        if not isinstance(value, dict):
            raise Unknown(f"{path} of this type")
        result, left = {}, dict(value)
        for name, member in shape.members.items():
            key = member.serialization.get("name", name)
            if key in left:
                given = left.pop(key)
                if member.serialization.get("jsonvalue"):
                    given = json.loads(given)
                    result[name] = given
                else:
                    result[name] = translated(member, given, f"{path}.{name}")
        for key in left:
            raise Unknown(f"{path}.{key}")
        return result
    if shape.type_name == "list":
        return [translated(shape.member, each, f"{path}[]") for each in value]
    if shape.type_name == "map":
        return {key: translated(shape.value, each, f"{path}[]") for key, each in value.items()}
    if shape.type_name == "blob":
        return base64.b64decode(value)
    return value


def send(sender, model, case):
    operation = case["operation"]
    if operation not in sender.methods:
        return {"sent": 0, "error": None, "unknown": operation}
    shape = model.operation_model(operation).input_shape
    try:
        given = translated(shape, case["input"], operation) if shape is not None else {}
    except Unknown as problem:
        return {"sent": 0, "error": None, "unknown": str(problem)}
    return {**sender.send({"operation": operation, "input": given}), "unknown": None}


def main():
    faulthandler.dump_traceback_later(LIFETIME_SECONDS, exit=True)
    task = json.loads(sys.stdin.buffer.read())
    clear_environment()
    try:
        import boto3
        import botocore
        from botocore.config import Config
    except ImportError as problem:
        print(f"{sys.executable} cannot import boto3 ({problem}): it needs {PINNED}", file=sys.stderr)
        return 2
    sender = Sender(boto3, Config, task, checks=False)
    model = sender.client.meta.service_model
    report = {
        "versions": f"boto3 {boto3.__version__}, botocore {botocore.__version__}",
        "operations": list(model.operation_names),
        "outcomes": [send(sender, model, case) for case in task["cases"]],
    }
    json.dump(report, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
