extension Phrase {
    static let languages = """
        = germanOpening
        Guten Tag,
        Hallo zusammen,
        Sehr geehrte Kolleginnen und Kollegen,
        = germanBody
        Seit {time} Uhr erhalte ich auf {host} die Meldung „{error}“ und kann nicht weiterarbeiten.
        Nach dem gestrigen Update auf Version {version} funktioniert {app} nicht mehr; es öffnet sich nur ein weißes Fenster.
        Im Büro {room} in {site} tritt der Fehler bei {count} Kolleginnen und Kollegen auf.
        {doc} lässt sich weder öffnen noch löschen, obwohl ich die Rechte auf {path} habe.
        Das Gerät {ci} reagiert seit heute früh nicht. Ein Neustart hat nichts geändert.
        = germanImpact
        Bitte um schnelle Hilfe, am {due} ist Abgabe.
        Wir behelfen uns mit Papier, das geht aber höchstens noch {few} Stunden.
        Es eilt nicht, ich möchte es nur gemeldet haben.
        Ich bin unter der Durchwahl {ext} erreichbar.
        Das betrifft auch die Außenstelle in {site}; dort können {count} Leute nicht arbeiten.
        = germanClosing
        Mit freundlichen Grüßen
        Vielen Dank und schöne Grüße
        Danke!
        = frenchOpening
        Bonjour,
        Bonjour à tous,
        = frenchBody
        Depuis {time}, le message « {error} » s’affiche sur {host} et je ne peux plus travailler.
        L’accès à {path} est refusé depuis la mise à jour {version} ; mes collègues ont le même problème.
        L’équipement {ci} à {site} ne répond plus, même après un redémarrage.
        Le fichier {doc} a été déplacé ou supprimé, je ne le trouve nulle part.
        = frenchImpact
        C’est urgent : la clôture est prévue le {due}.
        Vous pouvez me joindre au poste {ext}, de préférence avant {later}.
        Une dizaine de personnes à {site} sont concernées.
        = frenchClosing
        Merci d’avance et bonne journée
        Cordialement
        = polishOpening
        Dzień dobry,
        Witam,
        = polishBody
        Od godziny {time} na komputerze {host} pojawia się komunikat „{error}” i nie mogę pracować.
        Po aktualizacji do wersji {version} program {app} się nie uruchamia.
        Urządzenie {ci} w pokoju {room} nie działa, próbowaliśmy już wyłączyć i włączyć.
        = polishImpact
        Proszę o pilną pomoc, termin mija {due}.
        Dotyczy to {count} osób w naszym dziale.
        Mój numer wewnętrzny to {ext}.
        = polishClosing
        Z góry dziękuję i pozdrawiam
        Pozdrawiam serdecznie
        = spanishOpening
        Buenos días:
        Hola:
        = spanishBody
        Desde las {time} aparece el mensaje «{error}» en {host} y no puedo seguir trabajando.
        La aplicación {app} se cierra sola después de la actualización {version}.
        El equipo {ci} de {site} no responde; ya lo hemos reiniciado {few} veces.
        = spanishImpact
        Lo necesitamos antes del {due}, por favor.
        Afecta a {count} compañeros; mientras tanto lo hacemos a mano.
        Mi extensión es la {ext}.
        = spanishClosing
        Gracias y un saludo
        Muchas gracias por su ayuda
        = greekOpening
        Καλημέρα σας,
        = greekBody
        Από τις {time} εμφανίζεται το μήνυμα «{error}» στον υπολογιστή {host} και δεν μπορώ να εργαστώ.
        Το πρόγραμμα {app} δεν ανοίγει μετά την ενημέρωση {version}.
        = greekImpact
        Είναι επείγον, η προθεσμία λήγει στις {due}.
        Επηρεάζονται {count} συνάδελφοι στο γραφείο {room}.
        = greekClosing
        Ευχαριστώ πολύ
        Με εκτίμηση
        = japaneseOpening
        お疲れ様です。
        ヘルプデスク ご担当者様
        = japaneseBody
        {time} 頃から {host} で「{error}」と表示され、作業ができません。
        バージョン {version} に更新してから {app} が起動しなくなりました。再起動も試しましたが変わりません。
        {room} の {ci} が応答しません。
        = japaneseImpact
        {due} までに対応をお願いいたします。
        {count} 名に影響が出ています。
        = japaneseClosing
        よろしくお願いいたします。
        """
}
