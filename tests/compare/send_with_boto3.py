"""Sends cases through boto3 and reports the result of each.

Run by the example `compare-boto3`, which runs the server. Reads one JSON object from standard input:

    {"endpoint_url": ..., "region": ..., "access_key_id": ..., "secret_access_key": ..., "session_token": ...,
     "cases": [{"operation": ..., "input": {...}, "unchecked": false}, ...]}

and writes one to standard output:

    {"versions": "boto3 ... botocore ...", "operations": ["CreateStage", ...],
     "outcomes": [{"sent": 1, "error": null}, ...],       one for each case, in order
     "uncovered": ["CreateStage.name", ...]}              input members of the cases' operations that no case sets

Exit status 2, with a message on standard error, if boto3 is missing. Independent of the SDK.
"""

import faulthandler
import json
import os
import sys

SERVICE = "ivs-realtime"
PINNED = "boto3==1.44.5 botocore==1.44.5"
# The time limit of the process.
LIFETIME_SECONDS = 40
# The time limits of a connection and of a response.
WAIT_SECONDS = 5


def clear_environment():
    """Removes all settings of the user. To be called before the import of botocore, which reads the home folder."""
    for name in list(os.environ):
        if name.upper().startswith("AWS_") or name.upper().endswith("_PROXY"):
            del os.environ[name]
    nowhere = os.path.join(os.sep, "nonexistent")
    os.environ["HOME"] = os.environ["USERPROFILE"] = nowhere
    os.environ["AWS_CONFIG_FILE"] = os.path.join(nowhere, "config")
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.path.join(nowhere, "credentials")
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


class Sender:
    """A boto3 client that counts its requests."""

    def __init__(self, boto3, config, task, *, checks):
        self.sent = 0
        self.client = boto3.client(
            task.get("service", SERVICE),
            endpoint_url=task["endpoint_url"],
            region_name=task["region"],
            aws_access_key_id=task["access_key_id"],
            aws_secret_access_key=task["secret_access_key"],
            aws_session_token=task["session_token"],
            config=config(
                connect_timeout=WAIT_SECONDS,
                read_timeout=WAIT_SECONDS,
                retries={"total_max_attempts": 1, "mode": "standard"},
                parameter_validation=checks,
                # A loopback address has no host prefixes.
                inject_host_prefix=False,
            ),
        )
        methods = self.client.meta.method_to_api_mapping
        self.methods = {api: method for method, api in methods.items()}
        self.client.meta.events.register("before-send", self.count)

    def count(self, **_):
        self.sent += 1

    def send(self, case):
        before, error = self.sent, None
        try:
            getattr(self.client, self.methods[case["operation"]])(**case["input"])
        except Exception as problem:  # Reported to the example.
            error = " ".join(f"{type(problem).__name__}: {problem}".split())
        return {"sent": self.sent - before, "error": error}


def uncovered(shape, values, path):
    """The members of a shape, at any depth, that none of the values has set."""
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            held = [value[name] for value in values if name in value]
            if held:
                yield from uncovered(member, held, f"{path}.{name}")
            else:
                yield f"{path}.{name}"
    elif shape.type_name == "list":
        yield from uncovered(shape.member, sum(values, []), f"{path}[]")


def main():
    faulthandler.dump_traceback_later(LIFETIME_SECONDS, exit=True)
    task = json.loads(sys.stdin.buffer.read())
    clear_environment()
    try:
        import boto3
        import botocore
        from botocore.config import Config
    except ImportError as problem:
        print(
            f"{sys.executable} cannot import boto3 ({problem}).\n"
            f"Install it with: {sys.executable} -m pip install {PINNED}\n"
            "or put a virtual environment that has it first on PATH.",
            file=sys.stderr,
        )
        return 2
    found = f"boto3=={boto3.__version__} botocore=={botocore.__version__}"
    if found != PINNED:
        print(
            f"{sys.executable} has {found}, and other versions may send other requests.\n"
            f"Install it with: {sys.executable} -m pip install {PINNED}\n"
            "or put a virtual environment that has it first on PATH.",
            file=sys.stderr,
        )
        return 2
    checked = Sender(boto3, Config, task, checks=True)
    unchecked = Sender(boto3, Config, task, checks=False)
    cases = task["cases"]
    outcomes = [(unchecked if case["unchecked"] else checked).send(case) for case in cases]

    model = checked.client.meta.service_model
    missing = []
    for operation in sorted({case["operation"] for case in cases} & set(model.operation_names)):
        inputs = [case["input"] for case in cases if case["operation"] == operation]
        missing += uncovered(model.operation_model(operation).input_shape, inputs, operation)
    report = {
        "versions": f"boto3 {boto3.__version__}, botocore {botocore.__version__}",
        "operations": list(model.operation_names),
        "outcomes": outcomes,
        "uncovered": missing,
    }
    json.dump(report, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
