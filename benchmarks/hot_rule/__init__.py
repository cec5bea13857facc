"""The rule that takes most of a month, in several frameworks: the same inputs, the same outputs, the same work.

Utilities of 20 activities for every cadre, a softmax, a step towards it, and the sums of each township's hours. That
is the model's choice of cadres (eq. 70 to 77) without what it allows for colleagues (eq. 77b to 77d).
Each contender is one file, written as its framework's own guide would have it, and has

    NAME, PACKAGE           what to call it, and the package whose version counts
    Contender(inputs)       builds the agents
        .step()             one step of every cadre, and the township sums
        .shares()           shares of time now, (township, cadre, activity)
        .hours()            mean share of each township's cadres, (township, activity)
"""
