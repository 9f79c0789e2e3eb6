package io.github.cdkrouteserver.localaws.ec2;

/** An error that the API answers with. */
public final class Ec2Error extends RuntimeException {
    private final String code;
    private final int status;

    /**
     * Creates an error whose HTTP status is the usual one of its code.
     *
     * @param code such as {@code IncorrectState}
     * @param message for people
     */
    public Ec2Error(String code, String message) {
        this(code, message, 0);
    }

    /**
     * Creates an error.
     *
     * @param code such as {@code IncorrectState}
     * @param message for people
     * @param status HTTP status; 0 for the usual one of the code
     */
    public Ec2Error(String code, String message, int status) {
        // Errors are answers here, not accidents: where they were made is of no use to anyone.
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /**
     * Returns the error code.
     *
     * @return the error code
     */
    public String code() {
        return code;
    }

    /**
     * Returns the HTTP status.
     *
     * @return the HTTP status, or 0 where the behaviour decides it
     */
    public int status() {
        return status;
    }

    @Override
    public String toString() {
        return code + ": " + getMessage();
    }

    static Ec2Error incorrectState(String message) {
        return new Ec2Error("IncorrectState", message);
    }

    static Ec2Error invalidValue(String parameter, String value, String why) {
        return new Ec2Error(
                "InvalidParameterValue", "Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
    }

    static Ec2Error invalidCombination(String message) {
        return new Ec2Error("InvalidParameterCombination", message);
    }

    static Ec2Error missing(String parameter) {
        return new Ec2Error("MissingParameter", "The request must contain the parameter " + parameter);
    }
}
