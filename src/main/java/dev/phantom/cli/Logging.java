package dev.phantom.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.logging.ConsoleHandler;
import java.util.logging.LogManager;

/// The log of the libraries: nothing, or with `--debug` everything from INFO up on stderr.
///
/// What a user must know is printed by the command itself. Costs nothing until a library logs its first line.
public final class Logging {
    private static final String LEVEL = "phantom.log";

    private Logging() {}

    /// To be called once, before anything that might log.
    static void install(boolean debug) {
        System.setProperty(LEVEL, debug ? "INFO" : "OFF");
        System.setProperty("java.util.logging.config.class", JavaLogging.class.getName());
    }

    private static String level() {
        return System.getProperty(LEVEL, "OFF");
    }

    /// Found by logback as a service; in place of an XML file, which takes longer to read than most commands run.
    @ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
    public static final class Slf4jLogging extends ContextAwareBase implements Configurator {
        @Override
        public ExecutionStatus configure(LoggerContext context) {
            var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.toLevel(level()));
            var encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n");
            encoder.start();
            var appender = new ConsoleAppender<ILoggingEvent>();
            appender.setContext(context);
            appender.setTarget("System.err");
            appender.setEncoder(encoder);
            appender.start();
            root.addAppender(appender);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
    }

    /// The JDK's own logging, used by Jersey, hub4j and OpenTelemetry.
    public static final class JavaLogging {
        public JavaLogging() {
            LogManager.getLogManager().reset();
            if (!level().equals("OFF")) {
                LogManager.getLogManager().getLogger("").addHandler(new ConsoleHandler());
            }
        }
    }
}
