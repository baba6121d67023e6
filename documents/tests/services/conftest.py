from documents.tests.cast import alice as alice
from documents.tests.cast import bob as bob
from documents.tests.cast import browser as browser
from documents.tests.cast import charlie as charlie
from documents.tests.cast import directory as directory
from documents.tests.cast import document as document
from documents.tests.cast import rooms_hear as rooms_hear
