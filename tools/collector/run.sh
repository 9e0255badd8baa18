#!/bin/sh
# An independent receiver: builds an OpenTelemetry Collector of its Go modules, has it listen on loopback, plays one run
# in the embedded world against it, and holds what it wrote against the contract (compare.py).
#
# Usage: tools/collector/run.sh [PHANTOM]   PHANTOM: the launcher (default: ./phantom)
# Needs Go, Python 3 and a built Phantom. Builds in target/collector, once; later runs take what is there.
set -eu
home=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$home/../.." && pwd)
phantom=${1:-$top/phantom}
work=${COLLECTOR_WORK:-$top/target/collector}
mkdir -p "$work"
cd "$work"

if [ ! -x build/otelcol-phantom ]; then
  GOBIN="$work" go install go.opentelemetry.io/collector/cmd/builder@v0.161.0
  cp "$home/builder.yaml" builder.yaml
  ./builder --config builder.yaml
fi

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
rm -rf received.jsonl world out exports
cat > collector.yaml <<END
receivers:
  otlp: { protocols: { http: { endpoint: "127.0.0.1:$port" } } }
exporters:
  file: { path: $work/received.jsonl }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], exporters: [file] }
    metrics: { receivers: [otlp], exporters: [file] }
END
build/otelcol-phantom --config "$work/collector.yaml" > collector.log 2>&1 &
collector=$!
"$phantom" demo --serve --out world > exports 2> world.log &
world=$!
trap 'kill $collector $world 2> /dev/null || true' EXIT

# Both say when they are ready: the world by its last export, the Collector by taking connections.
python3 "$home/ready.py" "$port" exports PHANTOM_HISTORY

# Without an Agent, and without Datadog: the telemetry goes to the Collector alone.
(
  eval "$(cat exports)"
  unset PHANTOM_DATADOG_URL DD_API_KEY DD_APP_KEY
  export OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$port" PHANTOM_MASK_KEY=k
  "$phantom" run --quiet --analyst claude --out out > run.txt
)
kill $collector
wait $collector 2> /dev/null || true
python3 "$home/compare.py" "$top/src/test/java/dev/phantom/telemetry/TelemetryContract.java" received.jsonl
