"""The query language: which candidates, or which paths, a line of text is true of. Pure.

    query      = and_terms { "or" and_terms }
    and_terms  = term { "and" term }
    term       = "not" term | "(" query ")" | has | region | flag | comparison
    comparison = field operator value | value operator field          operators: <  <=  >  >=  =  ==  !=
    flag       = field                                                such as evaluated, trained
    has        = "has" "(" argument { "," argument } ")"              candidates that contain such a path
    argument   = operation's name | comparison of a path's field
    region     = "in" "region" "(" name ")"
    value      = number [ "%" | "k" | "M" | "G" ] | "text" | true | false

What people type counts from 1. A comparison with a value that is not there (not evaluated, no evidence) is false, also
one by `!=`; `not` turns the answer around, so `not accuracy > 0.9` holds of what was never evaluated.
"""
