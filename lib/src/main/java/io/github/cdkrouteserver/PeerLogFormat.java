package io.github.cdkrouteserver;

/** Format of the log of a peer. */
public enum PeerLogFormat {
    /** One object for each event. */
    JSON("json"),

    /** Fields with a delimiter between them. */
    PLAIN("plain"),

    /** The extended log format of the W3C; only for buckets. */
    W3C("w3c"),

    /** Apache Parquet: binary files that hold the values column by column; only for buckets. */
    PARQUET("parquet"),

    /**
     * Fields with a delimiter between them too; AWS does not document how that differs from plain. Only for delivery
     * streams.
     */
    RAW("raw");

    private final String value;

    PeerLogFormat(String value) {
        this.value = value;
    }

    /**
     * The format as the CloudWatch Logs API spells it.
     *
     * @return {@code json}, {@code plain}, {@code w3c}, {@code parquet} or {@code raw}
     */
    public String getValue() {
        return value;
    }
}
