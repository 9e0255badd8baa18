package dev.phantom.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Look and behaviour of the page: one style and one script, the only ones that its policy admits.
final class HtmlStyle {

    private HtmlStyle() {}

    /// Nothing is fetched, nothing is sent, nothing else runs.
    static String policy() {
        return "default-src 'none'; style-src " + hash(STYLE) + "; script-src " + hash(SCRIPT)
                + "; base-uri 'none'; form-action 'none'";
    }

    /// As CSP writes it: `'sha256-…'`.
    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static final String STYLE = """
            :root{color-scheme:light dark;--page:#faf9f6;--card:#fff;--ink:#1d2229;--soft:#565f6d;--line:#e2dfd8;
            --link:#0a5397;
            --critical:#a01228;--critical-bg:#fbe8eb;--high:#9c3d0c;--high-bg:#fcede2;--medium:#6e5200;
            --medium-bg:#f8f0d6;
            --low:#275a94;--low-bg:#e7eff8;--good:#1d6b3c;--shade:#f1efe9}
            @media (prefers-color-scheme:dark){:root{--page:#14171c;--card:#1b1f26;--ink:#e7e9ed;--soft:#a6afbc;
            --line:#323844;
            --link:#8bbcff;--critical:#ff9dab;--critical-bg:#42161d;--high:#ffb78f;--high-bg:#412414;
            --medium:#f0d37e;
            --medium-bg:#393010;--low:#a6c9f5;--low-bg:#182b43;--good:#86d9a5;--shade:#232831}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--page);color:var(--ink);
            font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            header,main,footer{max-width:1120px;margin:0 auto;padding:0 28px}
            header{padding-top:36px}footer{padding-top:8px;padding-bottom:48px;color:var(--soft);font-size:14px}
            a{color:var(--link);text-underline-offset:2px}
            a:focus-visible,button:focus-visible,summary:focus-visible{outline:3px solid var(--link);
            outline-offset:2px;border-radius:4px}
            .skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--card);
            padding:6px 12px;z-index:2}
            h1{font-size:15px;font-weight:600;color:var(--soft);margin:0 0 10px}
            h2{font-size:19px;line-height:1.3;margin:44px 0 12px}h3{font-size:16px;margin:0;display:inline}
            h4{font-size:14px;margin:18px 0 4px}
            p,ul,ol{margin:6px 0}.lead{font-size:23px;line-height:1.4;font-weight:500;margin:0;max-width:62rem;
            text-wrap:pretty}
            .soft{color:var(--soft)}.small{font-size:14px}
            code,bdi,.out{unicode-bidi:isolate;overflow-wrap:anywhere}
            code{font:13.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
            .numbers{display:grid;grid-template-columns:repeat(5,1fr);gap:1px;background:var(--line);
            border:1px solid var(--line);border-radius:10px;overflow:hidden;margin:24px 0 20px}
            .numbers div{background:var(--card);padding:14px 18px;display:flex;flex-direction:column}
            .numbers dt{order:2;font-size:14px;line-height:1.35}.numbers dd{margin:0}
            .numbers dd.n{order:1;font-size:27px;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums;
            white-space:nowrap}
            .numbers dd.s{order:3;font-size:13px;line-height:1.4;color:var(--soft)}
            .next h2{margin:0 0 4px;font-size:16px}.next ol{padding-left:22px;margin:0}.next li{padding:1px 0}
            .level{display:inline-block;min-width:66px;text-align:center;font-size:13px;font-weight:600;
            line-height:1.5;border-radius:5px;padding:1px 8px}
            .critical{color:var(--critical);background:var(--critical-bg)}.high{color:var(--high);
            background:var(--high-bg)}
            .medium{color:var(--medium);background:var(--medium-bg)}.low{color:var(--low);background:var(--low-bg)}
            table{border-collapse:collapse;width:100%}.body td{min-width:8em}caption{text-align:left;
            color:var(--soft);font-size:14px;padding-bottom:6px}
            th,td{text-align:left;vertical-align:top;padding:9px 14px 9px 0;border-bottom:1px solid var(--line)}
            th{font-size:13px;font-weight:600;color:var(--soft)}
            th button{all:unset;cursor:pointer;color:var(--soft);white-space:nowrap}
            th button:hover{color:var(--ink)}
            th button::after{content:"\\2195";opacity:.55;padding-left:5px}
            th[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
            th[aria-sort=descending] button::after{content:"\\2193";opacity:1}
            th[aria-sort] button{color:var(--ink)}
            .drifts .usd{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            .drifts .when{white-space:nowrap}
            .drifts .rank{display:inline-block;min-width:1.4em;color:var(--soft);font-variant-numeric:tabular-nums}
            .drifts .who{min-width:7.5em}.drifts .what>span>code,.drifts .finding{display:block;padding-left:1.6em}
            .drifts .what{font-weight:600;min-width:15em}.drifts .what code,.drifts .finding{font-weight:400}
            .drifts .what .soft{font-weight:400}
            .answer{font-weight:600;white-space:nowrap}
            details{border-top:1px solid var(--line)}details.drift{background:var(--card);
            border:1px solid var(--line);border-radius:10px;margin:10px 0}
            summary{cursor:pointer;padding:10px 0}details.drift>summary{padding:12px 18px}.body{padding:0 18px 16px}
            section>details:last-of-type{border-bottom:1px solid var(--line)}
            section>details.drift:last-of-type{border:1px solid var(--line)}
            .minus{color:var(--critical)}.plus{color:var(--good)}.marks{list-style:none;padding:0}
            .marks li{padding-left:22px;text-indent:-22px}
            .marks b{display:inline-block;width:22px;text-indent:0}
            .alarm{border:1px solid var(--critical);background:var(--critical-bg);color:var(--critical);
            border-radius:8px;padding:10px 16px;margin:18px 0}
            .alarm code,.alarm h2{color:inherit}.alarm h2{margin:0;font-size:16px}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--shade);border-radius:6px;
            padding:10px 12px;margin:6px 0}
            .evidence{padding:0;list-style:none}.evidence li{padding:5px 0 5px 46px;position:relative}
            .evidence li b{position:absolute;left:0}
            li:target,details:target{outline:2px solid var(--link);outline-offset:4px;border-radius:6px}
            svg{display:block;width:100%;overflow:hidden;
            font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            svg text{fill:var(--ink)}svg .lane{fill:var(--soft);font-weight:600}svg .tick{fill:var(--soft)}
            svg .grid{stroke:var(--line)}svg .axis{stroke:var(--soft);opacity:.55}svg .moment{stroke:var(--soft);
            stroke-dasharray:2 4;opacity:.5}
            svg .span{fill:var(--high);opacity:.85}svg .deploy{fill:var(--low)}svg .rollback{fill:var(--good)}
            svg .step{stroke:var(--ink);stroke-width:1.5}svg .area{fill:var(--low);opacity:.16}
            svg .c-critical{fill:var(--critical)}svg .c-high{fill:var(--high)}svg .c-medium{fill:var(--medium)}
            svg .c-low{fill:var(--low)}
            svg .n{fill:var(--page);font-size:11px;font-weight:700}
            .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
            @media (max-width:760px){header,main,footer{padding-left:18px;padding-right:18px}
            header{padding-top:22px}.lead{font-size:19px}
            .numbers{grid-template-columns:1fr 1fr}.numbers div{padding:10px 14px}
            .numbers div:first-child{grid-column:1/-1}.numbers dd.n{font-size:22px}
            .stack,.stack tbody,.stack tr,.stack td,.stack caption{display:block}
            .stack thead tr{display:flex;flex-wrap:wrap;gap:2px 16px;padding-bottom:6px}.stack thead th{border:0;
            padding:3px 0;display:block}
            .stack thead th.plain{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
            .stack tbody tr{border:1px solid var(--line);background:var(--card);border-radius:10px;padding:8px 14px;
            margin:0 0 10px}
            .level{justify-self:start}.drifts .what{min-width:0}.drifts .what>span>code,.drifts .finding{padding-left:0}
            .stack td{border:0;padding:2px 0;display:grid;grid-template-columns:7.2em 1fr}
            .stack td::before{content:attr(data-name);color:var(--soft);font-size:14px}
            .drifts .usd{text-align:left}.drifts .when,.answer{white-space:normal}}
            @media print{:root{--page:#fff;--card:#fff}body{font-size:12px}
            th button::after,.skip,.next a{display:none}
            details.drift,tr,li{break-inside:avoid}a{color:inherit;text-decoration:none}
            header,main,footer{max-width:none;padding:0}}
            """;

    static final String SCRIPT = """
            (() => {
              const table = document.querySelector('table.drifts');
              const value = (row, column) => row.cells[column].dataset.sort;
              const order = (column, numeric, sign) => (a, b) => sign * (numeric
                ? value(a, column) - value(b, column) : value(a, column).localeCompare(value(b, column), 'en'));
              const sort = button => {
                const head = button.closest('th'), column = head.cellIndex, numeric = head.dataset.type === 'number';
                const down = head.ariaSort ? head.ariaSort === 'ascending' : numeric;
                table.querySelectorAll('th[aria-sort]').forEach(th => th.removeAttribute('aria-sort'));
                head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
                const body = table.tBodies[0];
                [...body.rows].sort(order(column, numeric, down ? -1 : 1)).forEach(row => body.append(row));
                document.getElementById('sorted').textContent =
                  `sorted by ${button.textContent}, ${down ? 'descending' : 'ascending'}`;
              };
              table?.querySelectorAll('th button').forEach(b => b.addEventListener('click', () => sort(b)));
              const unfold = () => {
                const target = document.getElementById(location.hash.slice(1));
                for (let e = target; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
                target?.scrollIntoView();
              };
              addEventListener('hashchange', unfold);
              addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(d => d.open = true));
              unfold();
            })();
            """;
}
