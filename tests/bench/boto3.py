"""The calls by boto3. It takes the arguments of the other programs, and prints the same line:

    boto3.py ENDPOINT WORK CALLS [--in-flight N] [--warm-up N]

Calls at the same time are threads, as boto3 has nothing else. Allocations are not counted.
"""

import argparse
import itertools
import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

# This file has the name of the module that it needs, and Python would look here for it first.
sys.path.pop(0)

import boto3
from botocore.config import Config

STAGE = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl"
CHANNEL = "arn:aws:ivs:us-east-1:123456789012:channel/MnOpQrStUvWx"
ENCODER = "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/a1B2c3D4e5F6"
STORAGE = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/g7H8i9J0k1L2"


def client(endpoint, in_flight):
    return boto3.client(
        "ivs-realtime",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        config=Config(max_pool_connections=max(in_flight, 10)),
    )


def get_stage(ivs):
    return len(ivs.get_stage(arn=STAGE)["stage"]["name"]), len("the stage of the bench")


def list_stages(ivs):
    stages = ivs.list_stages(maxResults=50)["stages"]
    return sum(len(stage["tags"]) for stage in stages), 150


def start_composition(ivs):
    started = ivs.start_composition(
        stageArn=STAGE,
        idempotencyToken="0f8fad5b-d9cb-469f-a165-70867728950e",
        layout={
            "grid": {
                "featuredParticipantAttribute": "featured",
                "omitStoppedVideo": False,
                "videoAspectRatio": "VIDEO",
                "videoFillMode": "COVER",
                "gridGap": 2,
                "participantOrderAttribute": "order",
            }
        },
        destinations=[
            {
                "name": "to the channel",
                "channel": {"channelArn": CHANNEL, "encoderConfigurationArn": ENCODER},
            },
            {
                "name": "to the bucket",
                "s3": {
                    "storageConfigurationArn": STORAGE,
                    "encoderConfigurationArns": [ENCODER],
                    "recordingConfiguration": {
                        "hlsConfiguration": {"targetSegmentDurationSeconds": 6},
                        "format": "HLS",
                    },
                    "thumbnailConfigurations": [
                        {"targetIntervalSeconds": 60, "storage": ["SEQUENTIAL", "LATEST"]}
                    ],
                },
            },
        ],
        tags={f"tag-{number:02}": f"value of tag {number:02}" for number in range(50)},
    )
    return len(started["composition"]["tags"]), 50


WORK = {
    "get-stage": get_stage,
    "list-stages": list_stages,
    "start-composition": start_composition,
    "idle": get_stage,
    "throughput": get_stage,
}


def make(ivs, work, in_flight, calls=None, seconds=None):
    """Makes calls, in_flight at a time, and gives their number."""
    turns = itertools.count()
    end = None if seconds is None else time.monotonic() + seconds

    def one_by_one():
        made = 0
        while next(turns) < calls if end is None else time.monotonic() < end:
            given, expected = WORK[work](ivs)
            if given != expected:
                sys.exit(f"{work} gave {given}, not {expected}")
            made += 1
        return made

    if in_flight == 1:
        return one_by_one()
    with ThreadPoolExecutor(in_flight) as threads:
        return sum(task.result() for task in [threads.submit(one_by_one) for _ in range(in_flight)])


def kib(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("endpoint")
    parser.add_argument("work", choices=WORK)
    parser.add_argument("calls", type=int)
    parser.add_argument("--in-flight", type=int, default=1)
    parser.add_argument("--warm-up", type=int, default=0)
    given = parser.parse_args()

    ivs = client(given.endpoint, given.in_flight)
    make(ivs, given.work, given.in_flight, calls=given.warm_up)
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")  # the peak of memory is forgotten
    before = resource.getrusage(resource.RUSAGE_SELF)
    begun = time.monotonic()
    if given.work == "throughput":
        calls = make(ivs, given.work, given.in_flight, seconds=given.calls)
    else:
        calls = make(ivs, given.work, given.in_flight, calls=1 if given.work == "idle" else given.calls)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "calls": calls,
                "wall_us": round(wall * 1e6),
                "user_us": round((after.ru_utime - before.ru_utime) * 1e6),
                "system_us": round((after.ru_stime - before.ru_stime) * 1e6),
                "allocations": None,
                "allocated_bytes": None,
                "rss_kib": kib("VmRSS:"),
                "rss_peak_kib": kib("VmHWM:"),
            }
        )
    )


main()
