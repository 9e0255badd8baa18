"""Carries price facts over into one table. Columns: region,product,key,unit,usd,asOf,source.

The key is `name=value` pairs, sorted by name, joined by `;`: a price is of one variant. Where two sources name a price,
the newer one wins. Rows that break parity are dropped and listed in dropped.csv: within a family a bigger size never
costs less; where sizes double, prices do; regions keep their ratio.
"""
import collections
import csv
import gzip
import json
import os
import re
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KARPENTER = ("2026-07-20", "karpenter")
INFRACOST = ("2026-08-21", "infracost")
RDS_2021 = ("2021-02-11", "ec2instances.info")
TERRACOST = ("2023-02-23", "terracost")
ENGINES = {"MySQL": "mysql", "PostgreSQL": "postgres", "MariaDB": "mariadb", "Aurora MySQL": "aurora-mysql",
           "Aurora PostgreSQL": "aurora-postgresql"}
# Codes of the RDS operations (CreateDBInstance:0020 …) under which ec2instances.info lists engines with two licences.
CODES = {"5": ("oracle-ee", "bring-your-own-license"), "19": ("oracle-se2", "bring-your-own-license"),
         "20": ("oracle-se2", "license-included"), "10": ("sqlserver-ex", "license-included"),
         "11": ("sqlserver-web", "license-included"), "12": ("sqlserver-se", "license-included"),
         "15": ("sqlserver-ee", "license-included")}
EDITIONS = {("Oracle", "Enterprise"): "oracle-ee", ("Oracle", "Standard Two"): "oracle-se2",
            ("SQL Server", "Express"): "sqlserver-ex", ("SQL Server", "Web"): "sqlserver-web",
            ("SQL Server", "Standard"): "sqlserver-se", ("SQL Server", "Enterprise"): "sqlserver-ee"}
LICENCES = {"License included": "license-included", "Bring your own license": "bring-your-own-license"}
SYSTEMS = {"Linux": "linux", "Windows": "windows", "RHEL": "rhel", "SUSE": "suse"}
# Storage of RDS in one zone, by usage type; a second zone costs the same again.
DISKS = {"EU-RDS:GP2-Storage": ("rds.storage", "storageType=gp2", "GB-month"),
         "EU-RDS:GP3-Storage": ("rds.storage", "storageType=gp3", "GB-month"),
         "EU-RDS:PIOPS-Storage": ("rds.storage", "storageType=io1", "GB-month"),
         "EU-RDS:PIOPS": ("rds.iops", "storageType=io1", "IOPS-month"),
         "EU-RDS:GP3-PIOPS": ("rds.iops", "storageType=gp3", "IOPS-month"),
         "EU-RDS:GP3-Throughput": ("rds.throughput", "storageType=gp3", "MBps-month"),
         "EU-RDS:ChargedBackupUsage": ("rds.backup", "", "GB-month"),
         # of a cluster with two readable standbys: the price is that of all three copies
         "EU-RDS:Multi-AZCluster-PIOPS-Storage": ("rds.cluster-storage", "storageType=io1", "GB-month"),
         "EU-RDS:Multi-AZCluster-PIOPS": ("rds.cluster-iops", "storageType=io1", "IOPS-month")}
READABLE = "Multi-AZ (readable standbys)"
# Products whose size is a part of the key, and the part.
SIZED = {"ec2.instance": "instanceType", "rds.instance": "instanceClass", "rds.cluster": "instanceClass",
         "elasticache.node": "nodeType"}
UNEVEN = re.compile(r"(g|gr|p|inf|trn|dl|f|vt|hpc|u-)\d")

rows = {}
dropped = []


def put(region, product, key, unit, usd, as_of, source):
    old = rows.get((region, product, key))
    if old is None or old[2] < as_of:
        rows[(region, product, key)] = (unit, format(float(usd), ".12f").rstrip("0").rstrip("."), as_of, source)


def key(**parts):
    return ";".join(f"{name}={value}" for name, value in sorted(parts.items()))


def main(prices, out):
    published()
    infracost(json.load(open(prices + "/infracost/unit-prices.json")))
    listed = json.load(open(prices + "/karpenter/ec2-ondemand.json"))["prices"]
    # the list of cn-north-1 is in CNY
    for region in ("us-east-1", "us-gov-east-1", "us-gov-west-1"):
        for name, usd in listed[region].items():
            put(region, "ec2.instance", key(instanceType=name, os="linux"), "hour", usd, *KARPENTER)
    for row in json.load(open(prices + "/rds-2021/rds-instances.json")):
        for name, price in row["pricing"].get("us-east-1", {}).items():
            engine, licence = CODES.get(name, (ENGINES.get(name), ""))
            if engine and "ondemand" in price:
                variant = key(engine=engine, instanceClass=row["instanceType"], licence=licence, multiAz="false")
                put("us-east-1", "rds.instance", variant, "hour", price["ondemand"], *RDS_2021)
    for line in gzip.open(prices + "/terracost/aws-eu-west-1-2023-02-23.jsonl.gz", "rt"):
        terracost(json.loads(line))
    check()
    write(out, ["region", "product", "key", "unit", "usd", "asOf", "source"],
          [[region, product, k, *rest] for (region, product, k), rest in sorted(rows.items())])
    write(HERE + "/dropped.csv", ["region", "product", "key", "usd", "source", "why"], sorted(dropped))
    print(len(rows), "prices,", len(dropped), "dropped")


def write(path, head, lines):
    with open(path, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(head)
        table.writerows(lines)


def published():
    """Rates that no list of the corpus has: each with the page that states it and the day for which it does, or, where
    it names none, on which it was read."""
    for row in csv.DictReader(open(HERE + "/published.csv")):
        put(row["region"], row["product"], row["key"], row["unit"], row["usd"], row["asOf"], row["page"])


def infracost(listed):
    """Unit prices of us-east-1 as infracost records them: units.csv says which are which product."""
    prices = {(row["tf"], row["component"]): row["unitPrices"] for row in listed}
    for row in csv.DictReader(open(HERE + "/units.csv")):
        found = prices[(row["type"], row["component"])]
        # of several recorded prices `usd` says which is that of the variant
        usd = float(row["usd"]) if row["usd"] else found[0]
        if usd not in found or (not row["usd"] and len(found) > 1):
            sys.exit(f"{row['type']} {row['component']}: {usd} is not one of {found}")
        put("us-east-1", row["product"], row["key"], row["unit"], usd * float(row["times"] or 1), *INFRACOST)


def terracost(row):
    attr, family, usage, region = row["attr"], row["family"], row["attr"].get("UsageType", ""), row["region"]
    if row["usd"] == 0 or row["start"] != "0":
        return
    if row["svc"] == "AmazonEC2" and family.startswith("Compute Instance"):
        plain = (attr.get("OperatingSystem") in SYSTEMS and attr.get("Tenancy") == "Shared"
                 and attr.get("CapacityStatus") == "Used" and attr.get("PreInstalledSW") == "NA" and ":" in usage
                 and attr.get("LicenseModel") != "Bring your own license")
        if plain:
            variant = key(instanceType=attr["InstanceType"], os=SYSTEMS[attr["OperatingSystem"]])
            put(region, "ec2.instance", variant, "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonEC2" and family == "Storage" and "VolumeAPIName" in attr:
        put(region, "ebs.storage", key(volumeType=attr["VolumeAPIName"]), "GB-month", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonEC2" and attr.get("Group") in ("EBS IOPS", "EBS Throughput"):
        performance(row, attr, usage)
    elif row["svc"] == "AmazonRDS" and attr.get("DatabaseEngine") == "MySQL" and usage in DISKS:
        put(region, *DISKS[usage], row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonRDS" and attr.get("DeploymentOption") == READABLE and family == "Database Instance":
        variant = key(engine=ENGINES[attr["DatabaseEngine"]], instanceClass=attr["InstanceType"])
        put(region, "rds.cluster", variant, "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonRDS" and family == "Database Instance":
        database(row, attr)
    elif row["svc"] == "AmazonRDS" and usage == "EU-Aurora:StorageUsage" and attr["DatabaseEngine"] == "Any":
        put(region, "aurora.storage", "storageType=aurora", "GB-month", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonRDS" and usage == "EU-Aurora:StorageIOUsage" and attr["DatabaseEngine"] == "Any":
        put(region, "aurora.io", "", "1M requests", row["usd"] * 1000000, *TERRACOST)
    elif row["svc"] == "AmazonRDS" and usage == "EU-Aurora:ServerlessV2Usage":
        put(region, "aurora.serverless-v2", "storageType=aurora", "ACU-hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonElastiCache" and family == "Cache Instance":
        variant = key(nodeType=attr["InstanceType"], engine=attr["CacheEngine"].lower())
        put(region, "elasticache.node", variant, "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonEC2" and usage == "EU-NatGateway-Hours":
        put(region, "nat.gateway", "", "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AWSELB" and usage == "EU-LoadBalancerUsage" and family.startswith("Load Balancer-"):
        put(region, "elb", key(type=family.split("-")[1].lower()), "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AWSELB" and usage == "EU-LoadBalancerUsage" and family == "Load Balancer":
        put(region, "elb", key(type="classic"), "hour", row["usd"], *TERRACOST)


def performance(row, attr, usage):
    kind = attr["VolumeAPIName"]
    if kind == "gp3" and "Throughput" in usage:
        put(row["region"], "ebs.throughput", key(volumeType=kind), "MBps-month", row["usd"] / 1024, *TERRACOST)
    elif kind in ("gp3", "io1"):
        put(row["region"], "ebs.iops", key(volumeType=kind), "IOPS-month", row["usd"], *TERRACOST)
    elif kind == "io2":
        above = {"tier2": "32000", "tier3": "64000"}.get(usage.rpartition(".")[2], "0")
        put(row["region"], "ebs.iops", key(volumeType=kind, above=above), "IOPS-month", row["usd"], *TERRACOST)


def database(row, attr):
    engine = ENGINES.get(attr.get("DatabaseEngine")) or EDITIONS.get((attr.get("DatabaseEngine"), attr.get("DatabaseEdition")))
    zones = {"Single-AZ": "false", "Multi-AZ": "true"}.get(attr.get("DeploymentOption"))
    licence = LICENCES.get(attr.get("LicenseModel"), "")
    two = engine is not None and engine.startswith(("oracle", "sqlserver"))
    if engine and zones and two == (licence != ""):
        variant = key(engine=engine, instanceClass=attr["InstanceType"], licence=licence, multiAz=zones)
        put(row["region"], "rds.instance", variant, "hour", row["usd"], *TERRACOST)


def size(name):
    """How many times a `large` a size is; None for bare metal and others that are not of the row."""
    found = re.fullmatch(r"(\d*)xlarge", name)
    if found:
        return 2.0 * int(found.group(1) or 1)
    return {"nano": 1 / 16, "micro": 1 / 8, "small": 1 / 4, "medium": 1 / 2, "large": 1.0}.get(name)


def check():
    for product in SIZED:
        for pass_over in (doubled, monotonous):
            for (region, *_), members in families(product).items():
                pass_over(region, product, members)
        ratios(product)


def families(product):
    """Members of one family and variant by size. Left out are those whose sizes differ by
    accelerators, or by cores of the same machine."""
    found = collections.defaultdict(dict)
    for (region, of, k), rest in rows.items():
        if of == product:
            parts = dict(p.split("=", 1) for p in k.split(";"))
            family, _, suffix = parts.pop(SIZED[product]).rpartition(".")
            if size(suffix) and not UNEVEN.match(family):
                found[(region, family, tuple(sorted(parts.items())))][size(suffix)] = (k, float(rest[1]))
    return found


def drop(region, product, k, why):
    row = rows.pop((region, product, k), None)
    if row:
        dropped.append([region, product, k, row[1], row[3], why])


def doubled(region, product, members):
    """From `large` on a family has one rate by size. SQL Server is licensed for four vCPU at least, so it has not. Of
    caches the list mixes in rates of reservations, which are lower: there the highest rate is the family's."""
    rates = {s: usd / s for s, (k, usd) in members.items() if s >= 1 and "sqlserver" not in k}
    if len(rates) < 3:
        return
    top = max(rates.values()) if product == "elasticache.node" else statistics.median(rates.values())
    for s, rate in rates.items():
        if not 0.74 < rate / top < 1.36:
            drop(region, product, members[s][0], "%.2f of what its family costs by size" % (rate / top))


def monotonous(region, product, members):
    left = [(s, *members[s]) for s in sorted(members)]
    for (_, ka, ua), (_, kb, ub) in zip(left, left[1:]):
        if ub < ua:
            drop(region, product, ka, "costs more than the next bigger size")
            drop(region, product, kb, "costs less than the next smaller size")


def ratios(product):
    """What a variant costs in one region against the other, beside what the product's variants do on the whole."""
    both = {k: float(rows[("eu-west-1", product, k)][1]) / float(rest[1])
            for (region, of, k), rest in rows.items()
            if region == "us-east-1" and of == product and ("eu-west-1", product, k) in rows}
    if len(both) < 3:
        return
    usual = statistics.median(both.values())
    for k, ratio in both.items():
        if not 0.75 < ratio / usual < 1.34:
            drop("eu-west-1", product, k, "%.2f of the price in us-east-1; %.2f is usual" % (ratio, usual))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
