package dev.phantom.analysis;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms in which a text tells whoever judges by it what to answer. No list of them is complete: what is not here
/// still stands in the prompt as data, and an answer that follows it still has to pass the validator.
///
/// Every pattern is bounded in what it spans, so that a long text costs no more than its length.
final class InstructionForms {

    /// What reads for people, in the languages in which such texts were seen.
    private static final String MACHINE =
            "(?:ai|a\\.i\\.|llms?|gpt|copilot|chatbots?|language models?|ki|ia|ии|нейросеть|人工智能|人工知能"
                    + "|인공지능|大模型|言語モデル)";

    private static final String KIND =
            "(?:systems?|reviewers?|analysts?|agents?|assistants?|models?|judges?|tools?|bots?"
                    + "|auditors?|pr[uü]fer\\w*|mod[eèé]l\\w*|asistent\\w*|assistent\\w*|revisor\\w*|analist\\w*|analyst\\w*)";

    private static final String AUTOMATED =
            "(?:automated|automatic|automatisier\\w*|automatis[eé]\\w*|automatizad\\w*)";

    private static final String READING =
            "(?:reading|reviewing|judging|evaluating|analy[sz]ing|parsing|processing) (?:this|these|it)"
                    + "|(?:who|that|which) (?:reads?|reviews?|judges?|evaluates?) (?:this|these|it)";

    /// Somebody or something is spoken to that judges in place of a person.
    private static final String ADDRESSED = "(?:(?<![\\p{L}\\d])" + MACHINE + "[- ]" + KIND + "(?![\\p{L}\\d])|\\b"
            + AUTOMATED
            + "[\\w ,/-]{0,40}?" + KIND + "\\b|(?:attention|dear|hey|note to|message to|achtung|внимание)[ ,:!-]{1,3}"
            + "(?:all |any |every |the )?" + MACHINE + "(?![\\p{L}\\d])|(?:^|[\\n\"])\\s{0,3}" + MACHINE
            + " ?[:,]|\\b(?:" + KIND
            + "|whoever|whatever|anything|anyone) (?:is |are )?(?:" + READING + "))";

    /// The four ends as Phantom writes them. `revert` and `refactor` are words of every engineer's as well.
    private static final String OWN_WORD = "(?:legitimi[sz]e|needs[- _]human)";

    private static final String END = "(?:legitimi[sz]e|needs[- _]human|revert|refactor)";

    private static final String SEVERITY = "(?:severity|confidence)\\W{1,3}(?:is |of |to |must be |as )?"
            + "(?:low|medium|high|critical|[01]?\\.\\d+|\\d{1,3} ?%)";

    /// What it is told to do.
    private static final String ORDER = "(?:you (?:must|should|will|shall|have to|are to)|"
            + "\\b(?:ignore|disregard|recommend|answer|respond|classify|treat|approve|mark|conclude|rate"
            + "|do not (?:report|notify|page|flag|open)|don't (?:report|flag))\\b|" + OWN_WORD + "|" + SEVERITY
            + "|\\b(?:ignorier\\w*|antwort\\w*|empfiehl|empfehl\\w*|bewerte\\w*|genehmig\\w*)\\b"
            + "|\\b(?:ignore[rz]|r[eé]pond(?:s|ez|re)|recommande[rz]?|classe[rz]|approuve[rz]?)(?![\\p{L}])"
            + "|\\b(?:ignora[dr]?|responde[dr]?|responda|rispond\\w+|recomienda|recomend[ae]|clasifica|aprueb[ae]|aprove)\\b"
            + "|игнорир\\w+|ответь\\w*|одобр\\w+|忽略|回答|建议|批准|無視|答え|推奨|承認|무시|대답|승인)";

    private static final String EARLIER =
            "(?:previous|earlier|prior|above|preceding|existing|system|other|all|any|your)";

    /// Rules and guidance are words of every engineer's as well: `override existing firewall rules`.
    private static final String PAST = "(?:previous|earlier|prior|above|preceding|your)";

    private static final String ORDERS = "(?:instructions?|prompts?|directives?)";

    private static final String RULES = "(?:instructions?|prompts?|rules?|guidelines?|guidance|directives?)";

    private static final List<Pattern> FORMS = List.of(
            // told to put aside what it was told before
            of("\\b(?:ignore|disregard|forget|override|bypass)\\b[\\w ,']{0,30}?\\b" + EARLIER
                    + "\\b[\\w ,'-]{0,30}?\\b" + ORDERS + "\\b"),
            of("\\b(?:ignore|disregard|forget|override|bypass)\\b[\\w ,']{0,30}?\\b" + PAST + "\\b[\\w ,'-]{0,30}?\\b"
                    + RULES + "\\b"),
            of("\\bignorier\\w*[\\w ]{0,30}?(?:vorherig|bisherig|obig|früher|vorig|all)\\w*[\\w ]{0,20}?"
                    + "(?:anweisung|regel|vorgabe|instruktion)\\w*"),
            of("\\b(?:ignore[rz]?|oublie[rz]?)\\b[\\w ']{0,30}?(?:instructions?|consignes?|r[eè]gles?)\\b[\\w ]{0,20}?"
                    + "(?:pr[eé]c[eé]dent\\w*|ant[eé]rieur\\w*|ci-dessus)"),
            of(
                    "\\b(?:ignora[dr]?|olvida[dr]?|ignore|esque[cç]a)\\b[\\w ]{0,30}?(?:instruc\\w+|instru[cç]\\w+|reglas|regras"
                            + "|istruzioni|regole)\\b[\\w ]{0,20}?(?:anterior\\w*|previ\\w+|precedent\\w+|de arriba|acima)"),
            of(
                    "\\b(?:negeer|vergeet)\\b[\\w ]{0,30}?(?:eerdere|vorige|bovenstaande|alle)\\b[\\w ]{0,20}?(?:instructies|regels)"),
            of(
                    "(?:игнорир\\w+|забудь\\w*)[\\w ]{0,30}?(?:предыдущ|прежн|все|выше)\\w*[\\w ]{0,20}?(?:инструкц|указан|правил)\\w*"),
            of("(?:忽略|无视|無視|忘记|忘記)[^。.!！]{0,12}?(?:指令|指示|说明|說明|规则|規則|提示)"),
            of("(?:指示|命令|ルール|規則|プロンプト)[^。.!！]{0,8}?(?:無視|忘れ)"),
            of("(?:지시|명령|지침|규칙)[^.!]{0,8}?(?:무시|잊)"),
            // the marks of a conversation, and of the prompt itself
            of("<\\|?/?(?:im_start|im_end|system|assistant|endoftext|case_file|instructions?|verdict)\\b[^>]{0,20}>"),
            of("\\[/?(?:inst|system|assistant)\\]|<<\\s?/?sys\\s?>>|#{2,} ?(?:system|instructions?|assistant) ?:"),
            of(
                    "(?:^|[\\n\"])\\s{0,3}(?:system|assistant|developer) ?(?:prompt|message|notice|note|override)?:[^\\n]{0,200}?"
                            + "(?:" + OWN_WORD + "|\\b(?:answer|respond|classify|disregard|you must)\\b)"),
            // the answer itself
            of("[\"']?recommendation[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?" + END + "\\b"),
            of("\\b(?:answer|respond|reply|return|output|choose|conclude|recommend|verdict:?|classify(?: \\w+)?"
                    + "|antwort\\w*|empfiehl|r[eé]pond\\w+|recommande[rz]?|responde|responda|rispondi|recomienda|recomende)"
                    + " ?(?:with |only |as |mit |par |con |com |only with |es |it )?[\"'`]?" + OWN_WORD + "\\b"),
            of("\\b(?:answer|respond with|reply with|output|verdict:?|classify(?: \\w+)? as) (?:with |only )?[\"'`]?"
                    + END + "\\b"),
            // who it is told to be
            of("\\b(?:you are (?:now |an? |the )+|act as |pretend to be |from now on,? you )[\\w ,']{0,30}?(?:"
                    + MACHINE + "|assistant|reviewer|analyst|auditor)(?![\\p{L}\\d])"),
            // an instruction by name, for whatever judges, that says how
            of(
                    "\\b(?:instructions?|directives?|orders?|guidance) (?:for|to) (?:the |all |any |every )?(?:[\\w-]+ ){0,2}?"
                            + KIND + "\\b[^\\n]{0,200}?(?:" + OWN_WORD + "|" + SEVERITY + "|\\bas [\"'`]?" + END
                            + "\\b)"),
            // a machine that is addressed and told what to do
            of(ADDRESSED + "[^\\n]{0,300}?" + ORDER),
            of("(?<![\\p{L}\\d])" + OWN_WORD + "\\b[^\\n]{0,120}?" + SEVERITY));

    private static final List<String> STEMS = List.of(
            "ignor",
            "disregard",
            "forget",
            "overrid",
            "bypass",
            "oublie",
            "olvida",
            "esquec",
            "negeer",
            "vergeet",
            "<",
            "[",
            "##",
            "system",
            "assistant",
            "developer",
            "recommendation",
            "legitim",
            "needs",
            "answer",
            "respond",
            "reply with",
            "output",
            "verdict",
            "classify",
            "you are",
            "act as",
            "pretend",
            "from now",
            "automat",
            "reviewer",
            "analyst",
            "analist",
            "agent",
            "judge",
            "judging",
            "tool",
            "auditor",
            "model",
            "prufer",
            "revisor",
            "asistent",
            "assistent",
            "bot",
            "whoever",
            "whatever",
            "anything",
            "anyone",
            "attention",
            "dear ",
            "hey",
            "note to",
            "message to",
            "achtung",
            "ai:",
            "ai,",
            "ai :",
            "llm",
            "gpt",
            "copilot",
            "chatbot",
            "ki:",
            "ki,",
            "ia:",
            "ia,");

    private static final Pattern ENCODED = Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{32,2000}={0,2}");

    /// Letter after letter, with a blank, a dot or a dash between them.
    private static final Pattern SPACED =
            Pattern.compile("(?<![\\p{L}\\d])(?:\\p{L}[ .\\-_*]){8,200}\\p{L}(?![\\p{L}\\d])");

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern BLANK = Pattern.compile("\\\\+[nrt]");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}\\u115f\\u1160\\u3164\\ufe00-\\ufe0f]");

    /// Letters of other scripts that look like Latin ones; only in words that hold Latin letters too.
    private static final Pattern MIXED = Pattern.compile("[\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}]{2,60}");

    private static final String ALIKE =
            "\u0430\u0435\u0456\u043e\u0440\u0441\u0443\u0445\u0455\u0458\u0501\u0261\u04bb\u04cf\u03bd\u03bf\u03b1\u03b9"
                    + "\u0442\u043c\u043a\u043d\u0432";
    private static final String LATIN = "aeiopcyxsjdghlvoaitmkhb";

    private InstructionForms() {}

    static boolean in(String text) {
        if (text.length() < 12) {
            return false;
        }
        var plain = plain(text);
        return hinted(plain) && said(plain) || hidden(plain) || encoded(text);
    }

    /// Whether it is worth a look: each form holds one of the stems, or a letter beyond ASCII.
    private static boolean hinted(String plain) {
        var lower = plain.toLowerCase(Locale.ROOT);
        return !lower.chars().allMatch(c -> c < 128) || STEMS.stream().anyMatch(lower::contains);
    }

    private static boolean said(String text) {
        return FORMS.stream().anyMatch(form -> form.matcher(text).find());
    }

    private static boolean hidden(String text) {
        return SPACED.matcher(text).results().anyMatch(m -> {
            var joined = m.group().replaceAll("[ .\\-_*]", "").toLowerCase(Locale.ROOT);
            return joined.matches(".{0,200}(?:ignore|disregard|legitimi[sz]e|needshuman|answer|recommend).{0,200}");
        });
    }

    private static boolean encoded(String text) {
        return ENCODED.matcher(text).results().anyMatch(m -> {
            try {
                var bytes =
                        Base64.getDecoder().decode(m.group().replace('-', '+').replace('_', '/'));
                return said(plain(new String(bytes, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }

    /// As a reader sees it: without characters that are not seen, in the usual form of each letter.
    private static String plain(String raw) {
        var text = raw.indexOf('\\') < 0 ? raw : unescaped(raw);
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        var usual = Normalizer.normalize(UNSEEN.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        return MIXED.matcher(usual).replaceAll(m -> latin(m.group()));
    }

    /// What a string of JSON inside another says.
    private static String unescaped(String text) {
        var letters = ESCAPED.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
        return BLANK.matcher(letters).replaceAll(" ").replace("\\", "");
    }

    private static String latin(String word) {
        if (word.chars().noneMatch(c -> c < 128)) {
            return word;
        }
        var letters = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            int at = ALIKE.indexOf(Character.toLowerCase(word.charAt(i)));
            if (at >= 0) {
                letters.setCharAt(i, LATIN.charAt(at));
            }
        }
        return letters.toString();
    }

    private static Pattern of(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
