package io.nija.broker.kraken.internal.stream.publicfeed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.nija.broker.kraken.internal.stream.Requests;
import io.nija.broker.kraken.internal.stream.StreamLink;
import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.market.MarketMode;
import io.nija.platform.TimeSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and the topics on it: asks for them, no faster than Kraken likes, waits for Kraken's word on each symbol, and
 * asks again for what got lost, one pair at a time. All under the connection's lock.
 */
final class Shard implements StreamLink.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /** The sheet's only number for topics on one connection (section 4.4). */
    static final int MOST = 200;
    private static final int SYMBOLS_AT_ONCE = 100;
    private static final int REQUESTS_A_SECOND = 20;
    static final Duration CONFIRMATION = Duration.ofSeconds(10);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(60);
    private static final Duration BETWEEN_RESYNCS = Duration.ofSeconds(5);

    private final Function<StreamLink.Owner, StreamLink> links;
    private final TimeSource time;
    private final Map<String, Map<String, FeedLine>> lines = new HashMap<>();
    private final Map<Long, List<FeedLine>> requests = new LinkedHashMap<>();
    private final StreamLink link;
    private int size;
    private int sent;
    private long number;
    private long resyncs;
    private MarketMode mode = MarketMode.OTHER;

    Shard(Function<StreamLink.Owner, StreamLink> links, TimeSource time) {
        this.links = links;
        this.time = time;
        this.link = this.links.apply(this);
    }

    StreamLink link() {
        return link;
    }

    /** The line of exactly this topic, or null. */
    FeedLine line(FeedTopic topic) {
        FeedLine line = line(topic.channel(), topic.symbol().toString());
        return line != null && line.topic().equals(topic) ? line : null;
    }

    private FeedLine line(String channel, String symbol) {
        Map<String, FeedLine> ofChannel = lines.get(channel);
        return ofChannel == null ? null : ofChannel.get(symbol);
    }

    /** Whether the topic can be added. */
    boolean takes(FeedTopic topic) {
        return size < MOST && line(topic.channel(), topic.symbol().toString()) == null;
    }

    void add(FeedLine line) {
        lines.computeIfAbsent(line.topic().channel(), channel -> new LinkedHashMap<>()).put(line.symbol().toString(), line);
        size++;
        pump();
    }

    void remove(FeedLine line) {
        if (lines.getOrDefault(line.topic().channel(), Map.of()).remove(line.symbol().toString(), line)) {
            size--;
            if (link.open() && (line.live() || line.request != 0)) {
                send("unsubscribe", List.of(line));
            }
            requests.values().forEach(asked -> asked.remove(line));
        }
    }

    int size() {
        return size;
    }

    int live() {
        return (int) all().stream().filter(FeedLine::live).count();
    }

    List<FeedLine> all() {
        List<FeedLine> all = new ArrayList<>();
        lines.values().forEach(ofChannel -> all.addAll(ofChannel.values()));
        return all;
    }

    MarketMode mode() {
        return mode;
    }

    long resyncs() {
        return resyncs;
    }

    /** Asks for what was not asked yet and is due. */
    private void pump() {
        if (!link.open()) {
            return;
        }
        long now = time.nanoTime();
        List<FeedLine> due = all().stream().filter(line -> !line.live() && line.request == 0 && line.notBefore - now <= 0).toList();
        List<FeedLine> rest = new ArrayList<>(due);
        while (!rest.isEmpty() && sent < REQUESTS_A_SECOND) {
            FeedLine first = rest.get(0);
            List<FeedLine> together = rest.stream().filter(line -> line.topic().together(first.topic())).limit(SYMBOLS_AT_ONCE).toList();
            rest.removeAll(together);
            send("subscribe", together);
            together.forEach(line -> {
                line.request = number;
                line.askedAt = now;
            });
            requests.put(number, new ArrayList<>(together));
        }
    }

    private void send(String method, List<FeedLine> together) {
        sent++;
        FeedTopic topic = together.get(0).topic();
        link.send(Requests.of(method, topic.channel(), together.stream().map(line -> line.symbol().toString()).toList(),
                topic.parameters(method.equals("subscribe")), ++number));
    }

    @Override
    public void opened() {
        requests.clear();
        all().forEach(line -> {
            line.request = 0;
            line.notBefore = time.nanoTime();
        });
        pump();
    }

    @Override
    public void lost(String code, String reason) {
        LOG.info("Kraken's public stream: {} {}", code, reason);
        requests.clear();
        all().forEach(line -> {
            line.request = 0;
            line.interrupted(code, reason);
        });
    }

    @Override
    public void tick() {
        sent = 0;
        long now = time.nanoTime();
        for (FeedLine line : all()) {
            if (line.request != 0 && now - line.askedAt >= CONFIRMATION.toNanos()) {
                failed(line, "KRAKEN_STREAM_UNCONFIRMED", "Kraken has not confirmed the " + line.topic() + " within "
                        + CONFIRMATION.toSeconds() + " s.", CONFIRMATION);
            }
        }
        pump();
    }

    /** It is asked again after {@code pause}, and its listeners know why. */
    private void failed(FeedLine line, String code, String reason, Duration pause) {
        LOG.warn("{} {}", code, reason);
        requests.values().forEach(asked -> asked.remove(line));
        line.request = 0;
        line.notBefore = time.nanoTime() + pause.toNanos();
        line.interrupted(code, reason);
    }

    @Override
    public void frame(Frame frame) {
        if (frame instanceof Frame.Tickers tickers) {
            tickers.all().forEach(ticker -> with("ticker", ticker.symbol(), line -> line.ticker(ticker)));
        } else if (frame instanceof Frame.Trades trades) {
            bySymbol(trades.all(), Frame.Tick::symbol).forEach((symbol, ticks) ->
                    with("trade", symbol, line -> line.trades(trades.snapshot(), ticks)));
        } else if (frame instanceof Frame.Candles candles) {
            bySymbol(candles.all(), Frame.Bar::symbol).forEach((symbol, bars) ->
                    with("ohlc", symbol, line -> line.bars(candles.snapshot(), bars)));
        } else if (frame instanceof Frame.Answer answer) {
            answered(answer);
        } else if (frame instanceof Frame.Status status) {
            mode = status.mode();
        } else if (frame instanceof Frame.Fault fault) {
            fault(fault);
        }
    }

    private static <T> Map<String, List<T>> bySymbol(List<T> rows, Function<T, String> symbol) {
        Map<String, List<T>> sorted = new LinkedHashMap<>();
        rows.forEach(row -> sorted.computeIfAbsent(symbol.apply(row), name -> new ArrayList<>()).add(row));
        return sorted;
    }

    private void with(String channel, String symbol, Function<FeedLine, FeedLine.Verdict> told) {
        FeedLine line = line(channel, symbol);
        if (line != null && told.apply(line) == FeedLine.Verdict.FINE && line.live()) {
            confirmed(line);
        }
    }

    private void confirmed(FeedLine line) {
        if (line.request != 0) {
            List<FeedLine> asked = requests.get(line.request);
            if (asked != null) {
                asked.remove(line);
                if (asked.isEmpty()) {
                    requests.remove(line.request);
                }
            }
            line.request = 0;
        }
    }

    /** A message that could not be read: trades and books show by themselves what is missing, candles are read again. */
    private void fault(Frame.Fault fault) {
        LOG.warn("Kraken's public stream: {} {}", fault.code(), fault.detail());
        if ("ohlc".equals(fault.channel())) {
            lines.getOrDefault("ohlc", Map.of()).values().stream().filter(FeedLine::live).toList().forEach(line -> again(line, fault.detail()));
        }
    }

    @Override
    public void book(BookFrame frame) {
        if (line("book", frame.symbol()) instanceof BookLine book) {
            String wrong = book.take(frame);
            if (wrong != null) {
                again(book, wrong);
            } else if (book.request != 0 && book.live()) {
                confirmed(book);
            }
        }
    }

    /** This topic alone begins anew; a pair whose book keeps breaking does so no more than every five seconds. */
    private void again(FeedLine line, String why) {
        resyncs++;
        long now = time.nanoTime();
        Duration pause = !line.everResynced || now - line.resyncedAt >= BETWEEN_RESYNCS.toNanos() ? Duration.ZERO
                : BETWEEN_RESYNCS.minusNanos(now - line.resyncedAt);
        line.everResynced = true;
        line.resyncedAt = now + pause.toNanos();
        send("unsubscribe", List.of(line));
        failed(line, "KRAKEN_STREAM_RESYNC", "The " + line.topic() + " is read anew: " + why + ".", pause);
        pump();
    }

    private void answered(Frame.Answer answer) {
        List<FeedLine> asked = answer.requestId() == null ? null : requests.get(answer.requestId());
        if (!answer.method().equals("subscribe") && !answer.method().isEmpty() || asked == null) {
            return;
        }
        List<FeedLine> meant = answer.symbol() == null ? List.copyOf(asked)
                : asked.stream().filter(line -> line.symbol().toString().equals(answer.symbol())).toList();
        boolean there = answer.success() || answer.error() != null && answer.error().toLowerCase(Locale.ROOT).contains("already subscribed");
        for (FeedLine line : meant) {
            if (!there) {
                failed(line, "KRAKEN_STREAM_REFUSED", "Kraken refused the " + line.topic() + ": "
                        + (answer.error() == null ? "it did not say why" : answer.error()) + ".", pause(answer.error()));
            } else if (line.currentWhenConfirmed()) {
                line.confirmed();
                confirmed(line);
            } else if (answer.symbol() != null) {
                // Current with its first data only, which must come in time as well.
                line.askedAt = time.nanoTime();
            }
        }
    }

    private static Duration pause(String error) {
        return error != null && error.toLowerCase(Locale.ROOT).contains("msg rate") ? CONFIRMATION : AFTER_REFUSAL;
    }
}
