"""The articles of the charter on which acts of moderation rest: code, title, text."""

CHARTER = (
    (
        "respect",
        "Critiquer les idées, pas les personnes",
        "Ni insulte, ni menace, ni attaque contre une personne ou un groupe.",
    ),
    (
        "vie-privee",
        "Ne faire reconnaître personne",
        "Pas de nom, d'adresse, de numéro ni de photo qui désigne un voisin, une collègue, un"
        " enfant.",
    ),
    (
        "loi",
        "Respecter la loi",
        "Les propos racistes, discriminatoires, diffamatoires ou qui appellent à la haine sont"
        " interdits.",
    ),
    (
        "publicite",
        "Ne rien vendre",
        "Pas de publicité, ni de campagne pour un parti, une marque ou un candidat.",
    ),
    (
        "sujet",
        "Parler du sujet",
        "Une contribution répond à la question posée et concerne la commune.",
    ),
)
