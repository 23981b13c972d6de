#!/usr/bin/env python3
"""Prints what Tripline says, a line an event. Needs no generated code: Debian's python3-confluent-kafka and
python3-avro, and the schemas that lie in this repository.

    event_lines.py --bootstrap-servers localhost:9092 --once

Exit codes: 0, or 2 if Kafka failed.
"""
import argparse
import collections
import io
import json
import pathlib
import sys
import urllib.parse
import urllib.request

import avro.errors
import avro.io
import avro.schema
from confluent_kafka import Consumer, KafkaError, KafkaException

SNAPSHOTS = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/io/tripline/schemas/snapshots"
SINGLE_OBJECT = b"\xc3\x01"
CONFLUENT = b"\x00"
KINDS = {"variance": "io.tripline.variance.", "kill-switch": "io.tripline.killswitch."}
REMEMBERED = 100_000


class Unreadable(Exception):
    """A record that this program can do nothing with, and why."""


class Schemas:
    """The schemas that records were written with, each looked for once."""

    def __init__(self, registry):
        self.registry = registry.rstrip("/") if registry else None
        self.known = {}

    def of(self, value, dataschema):
        """The writer's schema of a record's value, and where the data begin."""
        if value.startswith(SINGLE_OBJECT) and len(value) >= 10:
            fingerprint = "%016x" % int.from_bytes(value[2:10], "little")
            return self._once(fingerprint, lambda: self._released(dataschema, fingerprint)), 10
        if value.startswith(CONFLUENT) and len(value) >= 5:
            number = int.from_bytes(value[1:5], "big")
            return self._once(number, lambda: self._registered(number)), 5
        raise Unreadable("it is in neither of the framings that Tripline writes")

    def _once(self, key, find):
        if key not in self.known:
            self.known[key] = find()
        return self.known[key]

    @staticmethod
    def _released(dataschema, fingerprint):
        # urn:tripline:schema:<record>:<release>:<fingerprint>; the bytes say which, the header where it is.
        parts = dataschema.split(":")
        if parts[:3] != ["urn", "tripline", "schema"] or parts[-1] != fingerprint:
            raise Unreadable(f"ce_dataschema {dataschema!r} is not of the schema {fingerprint} that the value has")
        record, release = parts[3:5]
        file = SNAPSHOTS / release / f"{record}.avsc"
        if file.parent.parent != SNAPSHOTS or not file.is_file():
            raise Unreadable(f"{record} of release {release} is not known here; update this program's schemas")
        return avro.schema.parse(file.read_text(encoding="utf-8"))

    def _registered(self, number):
        if self.registry is None:
            raise Unreadable("it has a registry's framing; say where that is with --registry")
        # Where it is said in the header is not asked: whoever may write records is not to send us anywhere.
        with urllib.request.urlopen(f"{self.registry}/schemas/ids/{number}", timeout=10) as answer:
            return avro.schema.parse(json.load(answer)["schema"])


def text(headers, name):
    """A header of CloudEvents: UTF-8."""
    return dict(headers or []).get(name, b"").decode("utf-8")


def decode(schemas, message):
    """The event as a dictionary. Fields that this program does not know are in it, and do no harm."""
    value = message.value()
    if value is None:
        raise Unreadable("it has no value")
    schema, start = schemas.of(value, text(message.headers(), "ce_dataschema"))
    try:
        decoder = avro.io.BinaryDecoder(io.BytesIO(value[start:]))
        return avro.io.DatumReader(schema).read(decoder)
    except (avro.errors.AvroException, UnicodeDecodeError, TypeError, ValueError) as e:
        raise Unreadable(f"it is garbled: {e}") from e


def line(kind, event):
    body = event["body"]
    # Words are printed as they come: that a new one is not known here is no reason to fail. A field that an older
    # writer had not yet is missed by .get().
    subject = body.get("targetId") or body.get("ruleId")
    degree = body.get("severity") or body.get("action") or "-"
    time = event["asOf"].strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{time} {event['serviceId']} {kind} {body['transition']} {degree} {subject}: {body['headline']}"


class Seen:
    """The ids of the last events: where the job writes at least once, one can come again."""

    def __init__(self):
        self.ids = collections.OrderedDict()

    def again(self, source, number):
        # The same is said under the same id in every run, so the source is part of who it is.
        key = (source, number)
        if key in self.ids:
            return True
        self.ids[key] = None
        if len(self.ids) > REMEMBERED:
            self.ids.popitem(last=False)
        return False


def take(message, schemas, seen):
    where = f"{message.topic()}-{message.partition()}@{message.offset()}"
    kind = next((k for k, t in KINDS.items() if text(message.headers(), "ce_type").startswith(t)), None)
    if kind is None:
        # What it is is in its headers, so that what is not known need not be read.
        print(f"{where}: passed over: {text(message.headers(), 'ce_type') or 'no ce_type'}", file=sys.stderr)
        return
    if seen.again(text(message.headers(), "ce_source"), text(message.headers(), "ce_id")):
        return
    try:
        print(line(kind, decode(schemas, message)), flush=True)
    except Unreadable as e:
        print(f"{where}: passed over: {e}", file=sys.stderr)


def consume(consumer, topic, once, schemas):
    seen = Seen()
    ended = set()
    consumer.subscribe([topic])
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        error = message.error()
        if error is None:
            take(message, schemas, seen)
            # Committed when it has been dealt with: after a failure some come again, and none is missed.
            consumer.store_offsets(message)
        elif error.code() == KafkaError._PARTITION_EOF:
            ended.add(message.partition())
            if once and len(ended) == len(consumer.assignment()):
                return
        else:
            raise KafkaException(error)


def main():
    options = argparse.ArgumentParser(description="Prints what Tripline says, a line an event.")
    options.add_argument("--bootstrap-servers", required=True)
    options.add_argument("--topic", default="tripline.events")
    options.add_argument("--group", default="event-lines-python")
    options.add_argument("--registry", help="where a schema registry is, if the topic has its framing")
    options.add_argument("--once", action="store_true", help="end at the end of the topic")
    given = options.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    consumer = Consumer(
        {
            "bootstrap.servers": given.bootstrap_servers,
            "group.id": given.group,
            # What a transaction that was given up has left is not for us.
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            "enable.auto.offset.store": False,
            "enable.partition.eof": True,
        }
    )
    try:
        consume(consumer, given.topic, given.once, Schemas(given.registry))
    except KafkaException as e:
        print(f"Kafka failed: {e}", file=sys.stderr)
        return 2
    finally:
        consumer.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
